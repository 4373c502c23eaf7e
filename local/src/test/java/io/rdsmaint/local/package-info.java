@NullMarked
package io.rdsmaint.local;

import org.jspecify.annotations.NullMarked;
