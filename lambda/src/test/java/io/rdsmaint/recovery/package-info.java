@NullMarked
package io.rdsmaint.recovery;

import org.jspecify.annotations.NullMarked;
