/** The world that benchmarks share: an operation that waits, with everything around it. */
@NullMarked
package io.rdsmaint.bench.world;

import org.jspecify.annotations.NullMarked;
