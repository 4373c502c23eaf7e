/** What CloudWatch knows of a cluster's instances: load, lag, uptime and alarms. */
@NullMarked
package io.rdsmaint.gateway.cloudwatch;

import org.jspecify.annotations.NullMarked;
