/** {@code storage_type_change}: switches an Aurora cluster between Standard and I/O-Optimized storage, as a whole. */
@NullMarked
package io.rdsmaint.aurora.storagetypechange;

import org.jspecify.annotations.NullMarked;
