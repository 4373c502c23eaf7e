/** Kinds of steps about the instances of a cluster. */
@NullMarked
package io.rdsmaint.aurora.instance;

import org.jspecify.annotations.NullMarked;
