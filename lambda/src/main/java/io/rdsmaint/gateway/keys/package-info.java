/** Keys of KMS. */
@NullMarked
package io.rdsmaint.gateway.keys;

import org.jspecify.annotations.NullMarked;
