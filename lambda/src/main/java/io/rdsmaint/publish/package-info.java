/** An operation's events, published to EventBridge. */
@NullMarked
package io.rdsmaint.publish;

import org.jspecify.annotations.NullMarked;
