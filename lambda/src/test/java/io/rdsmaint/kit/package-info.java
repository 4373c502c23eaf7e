@NullMarked
package io.rdsmaint.kit;

import org.jspecify.annotations.NullMarked;
