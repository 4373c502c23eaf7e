@NullMarked
package io.rdsmaint.operations.engineupgrade;

import org.jspecify.annotations.NullMarked;
