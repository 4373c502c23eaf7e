@NullMarked
package io.rdsmaint.gateway.stepfunctions;

import org.jspecify.annotations.NullMarked;
