/** Stores of operations for tests. */
@NullMarked
package io.rdsmaint.testkit.store;

import org.jspecify.annotations.NullMarked;
