/** Kinds of steps about the auto scaling of readers. */
@NullMarked
package io.rdsmaint.aurora.scaling;

import org.jspecify.annotations.NullMarked;
