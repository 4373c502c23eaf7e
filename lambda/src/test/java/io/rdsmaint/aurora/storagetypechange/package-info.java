@NullMarked
package io.rdsmaint.aurora.storagetypechange;

import org.jspecify.annotations.NullMarked;
