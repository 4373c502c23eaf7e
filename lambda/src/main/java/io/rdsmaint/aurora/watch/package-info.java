/** Looks at alarms and at how a cluster serves, after steps that disturb it. */
@NullMarked
package io.rdsmaint.aurora.watch;

import org.jspecify.annotations.NullMarked;
