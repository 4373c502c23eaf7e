/** The Application Auto Scaling calls that concern Aurora readers. */
@NullMarked
package io.rdsmaint.simulator.autoscaling;

import org.jspecify.annotations.NullMarked;
