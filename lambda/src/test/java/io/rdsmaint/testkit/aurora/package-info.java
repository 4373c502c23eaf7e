/** Whole operations on simulated Aurora clusters. */
@NullMarked
package io.rdsmaint.testkit.aurora;

import org.jspecify.annotations.NullMarked;
