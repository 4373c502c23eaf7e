/** The Amazon States Language (JSONPath): definitions, and executions of them over an injected clock. */
@NullMarked
package io.rdsmaint.local.asl;

import org.jspecify.annotations.NullMarked;
