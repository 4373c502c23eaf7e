/** What Secrets Manager keeps. */
@NullMarked
package io.rdsmaint.gateway.secrets;

import org.jspecify.annotations.NullMarked;
