@NullMarked
package io.rdsmaint.restore;

import org.jspecify.annotations.NullMarked;
