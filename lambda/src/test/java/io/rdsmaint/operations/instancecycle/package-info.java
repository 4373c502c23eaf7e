@NullMarked
package io.rdsmaint.operations.instancecycle;

import org.jspecify.annotations.NullMarked;
