@NullMarked
package io.rdsmaint.store;

import org.jspecify.annotations.NullMarked;
