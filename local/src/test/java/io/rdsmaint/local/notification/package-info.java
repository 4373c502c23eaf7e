/** What EventBridge does with a rule's pattern and input transformer, and what the receivers of notifications take. */
@NullMarked
package io.rdsmaint.local.notification;

import org.jspecify.annotations.NullMarked;
