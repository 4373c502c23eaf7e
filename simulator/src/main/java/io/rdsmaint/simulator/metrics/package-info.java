/** What CloudWatch would have measured, computed from the model. */
@NullMarked
package io.rdsmaint.simulator.metrics;

import org.jspecify.annotations.NullMarked;
