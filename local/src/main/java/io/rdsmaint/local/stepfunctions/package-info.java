/** The Step Functions API over the interpreter. */
@NullMarked
package io.rdsmaint.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
