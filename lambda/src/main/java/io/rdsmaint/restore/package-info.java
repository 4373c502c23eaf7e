/** The family of operations that make a cluster anew of a production snapshot, masked, in place of the one that was there. */
@NullMarked
package io.rdsmaint.restore;

import org.jspecify.annotations.NullMarked;
