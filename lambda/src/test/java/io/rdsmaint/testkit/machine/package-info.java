/** A double of Step Functions that runs the state machine of the deployment. */
@NullMarked
package io.rdsmaint.testkit.machine;

import org.jspecify.annotations.NullMarked;
