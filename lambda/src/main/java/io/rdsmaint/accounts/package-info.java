/** Who the function is in a place. */
@NullMarked
package io.rdsmaint.accounts;

import org.jspecify.annotations.NullMarked;
