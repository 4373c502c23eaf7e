/**
 * The RDS API as typed records and calls: the only place that touches its client, and no model of the SDK leaves it.
 */
@NullMarked
package io.rdsmaint.gateway.rds;

import org.jspecify.annotations.NullMarked;
