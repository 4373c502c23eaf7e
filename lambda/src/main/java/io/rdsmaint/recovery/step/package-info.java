/** The kinds of steps of a recovery. */
@NullMarked
package io.rdsmaint.recovery.step;

import org.jspecify.annotations.NullMarked;
