@NullMarked
package io.rdsmaint.function.start;

import org.jspecify.annotations.NullMarked;
