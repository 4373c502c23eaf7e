@NullMarked
package io.rdsmaint.executions;

import org.jspecify.annotations.NullMarked;
