/** What the function tells those who run it: one line per decision, and metrics. */
@NullMarked
package io.rdsmaint.telemetry;

import org.jspecify.annotations.NullMarked;
