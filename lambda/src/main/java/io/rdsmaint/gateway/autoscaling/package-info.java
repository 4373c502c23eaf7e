/** Application Auto Scaling of a cluster's readers. */
@NullMarked
package io.rdsmaint.gateway.autoscaling;

import org.jspecify.annotations.NullMarked;
