@NullMarked
package io.rdsmaint.local.stepfunctions;

import org.jspecify.annotations.NullMarked;
