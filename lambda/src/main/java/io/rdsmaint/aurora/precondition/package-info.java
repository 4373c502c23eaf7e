/** What must hold right before a change of a cluster. */
@NullMarked
package io.rdsmaint.aurora.precondition;

import org.jspecify.annotations.NullMarked;
