@NullMarked
package io.rdsmaint.scaling;

import org.jspecify.annotations.NullMarked;
