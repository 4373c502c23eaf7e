@NullMarked
package io.rdsmaint.telemetry;

import org.jspecify.annotations.NullMarked;
