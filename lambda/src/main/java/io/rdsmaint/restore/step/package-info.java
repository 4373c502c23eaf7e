/** The kinds of steps of restoring. */
@NullMarked
package io.rdsmaint.restore.step;

import org.jspecify.annotations.NullMarked;
