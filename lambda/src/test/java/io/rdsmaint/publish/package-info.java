@NullMarked
package io.rdsmaint.publish;

import org.jspecify.annotations.NullMarked;
