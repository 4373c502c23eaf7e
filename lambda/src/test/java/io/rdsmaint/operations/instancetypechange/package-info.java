@NullMarked
package io.rdsmaint.operations.instancetypechange;

import org.jspecify.annotations.NullMarked;
