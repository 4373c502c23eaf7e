/** What those who run the machine look at: metrics, a dashboard, alarms. */
@NullMarked
package io.rdsmaint.infra.watching;

import org.jspecify.annotations.NullMarked;
