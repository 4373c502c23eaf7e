/** What operations share that work on a cluster's instances one after the other: who, in what order, who writes. */
@NullMarked
package io.rdsmaint.aurora.rolling;

import org.jspecify.annotations.NullMarked;
