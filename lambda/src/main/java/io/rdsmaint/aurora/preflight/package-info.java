/**
 * One look at the world, the checks that find in it what would fail or hurt before anything is changed, and what types of
 * operations that plan by it have in common.
 */
@NullMarked
package io.rdsmaint.aurora.preflight;

import org.jspecify.annotations.NullMarked;
