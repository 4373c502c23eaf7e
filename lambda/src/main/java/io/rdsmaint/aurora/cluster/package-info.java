/** A cluster as it is seen and as it is expected, and how to look at it. */
@NullMarked
package io.rdsmaint.aurora.cluster;

import org.jspecify.annotations.NullMarked;
