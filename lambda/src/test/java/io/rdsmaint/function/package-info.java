@NullMarked
package io.rdsmaint.function;

import org.jspecify.annotations.NullMarked;
