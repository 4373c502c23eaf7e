@NullMarked
package io.rdsmaint.gateway.autoscaling;

import org.jspecify.annotations.NullMarked;
