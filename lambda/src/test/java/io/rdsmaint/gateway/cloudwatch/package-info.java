@NullMarked
package io.rdsmaint.gateway.cloudwatch;

import org.jspecify.annotations.NullMarked;
