/** Kinds of steps about a cluster's volume. */
@NullMarked
package io.rdsmaint.aurora.storage;

import org.jspecify.annotations.NullMarked;
