/** The state machine's executions, through Step Functions. */
@NullMarked
package io.rdsmaint.gateway.stepfunctions;

import org.jspecify.annotations.NullMarked;
