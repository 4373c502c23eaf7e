/** Tells everybody, by a tag on the cluster, that an operation works on it. */
@NullMarked
package io.rdsmaint.aurora.mark;

import org.jspecify.annotations.NullMarked;
