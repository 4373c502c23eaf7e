/** The RDS Data API: one statement a call. */
@NullMarked
package io.rdsmaint.gateway.rdsdata;

import org.jspecify.annotations.NullMarked;
