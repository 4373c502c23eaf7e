/** EventBridge: PutEvents, the rules of the deployment, and what people see of it. */
@NullMarked
package io.rdsmaint.local.events;

import org.jspecify.annotations.NullMarked;
