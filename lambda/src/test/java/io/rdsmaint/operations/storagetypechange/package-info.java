@NullMarked
package io.rdsmaint.operations.storagetypechange;

import org.jspecify.annotations.NullMarked;
