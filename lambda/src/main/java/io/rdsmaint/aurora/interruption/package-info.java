/** How long writes were interrupted, from what AWS and the operation itself wrote down. */
@NullMarked
package io.rdsmaint.aurora.interruption;

import org.jspecify.annotations.NullMarked;
