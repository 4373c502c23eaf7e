@NullMarked
package io.rdsmaint.aurora.rolling;

import org.jspecify.annotations.NullMarked;
