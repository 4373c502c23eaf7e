/** The state machine's executions, through Step Functions. */
@NullMarked
package io.rdsmaint.executions;

import org.jspecify.annotations.NullMarked;
