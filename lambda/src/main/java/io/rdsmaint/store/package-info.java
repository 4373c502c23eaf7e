/** Stores for operations, and the JSON that they keep. */
@NullMarked
package io.rdsmaint.store;

import org.jspecify.annotations.NullMarked;
