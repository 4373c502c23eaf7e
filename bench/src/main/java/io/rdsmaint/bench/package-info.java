/** Benchmarks: what is measured, beside what, and how it is told. */
@NullMarked
package io.rdsmaint.bench;

import org.jspecify.annotations.NullMarked;
