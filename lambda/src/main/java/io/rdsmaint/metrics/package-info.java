/** What CloudWatch knows of a cluster's instances: load, lag, uptime and alarms. */
@NullMarked
package io.rdsmaint.metrics;

import org.jspecify.annotations.NullMarked;
