@NullMarked
package io.rdsmaint.engine;

import org.jspecify.annotations.NullMarked;
