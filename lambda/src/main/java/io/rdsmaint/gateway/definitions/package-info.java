/** Texts that were defined beforehand, in a bucket that the function only reads. */
@NullMarked
package io.rdsmaint.gateway.definitions;

import org.jspecify.annotations.NullMarked;
