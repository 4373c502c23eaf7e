/** Kinds of steps about custom endpoints. */
@NullMarked
package io.rdsmaint.aurora.endpoint;

import org.jspecify.annotations.NullMarked;
