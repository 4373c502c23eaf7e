/** Who the function is in a place. */
@NullMarked
package io.rdsmaint.gateway.sts;

import org.jspecify.annotations.NullMarked;
