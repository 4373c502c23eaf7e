/** One look at the world, and the checks that find in it what would fail or hurt before anything is changed. */
@NullMarked
package io.rdsmaint.aurora.preflight;

import org.jspecify.annotations.NullMarked;
