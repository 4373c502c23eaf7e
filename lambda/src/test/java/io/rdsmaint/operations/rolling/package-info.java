@NullMarked
package io.rdsmaint.operations.rolling;

import org.jspecify.annotations.NullMarked;
