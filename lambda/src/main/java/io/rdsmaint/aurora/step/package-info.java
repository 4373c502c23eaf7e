/** What kinds of steps about a cluster have in common. */
@NullMarked
package io.rdsmaint.aurora.step;

import org.jspecify.annotations.NullMarked;
