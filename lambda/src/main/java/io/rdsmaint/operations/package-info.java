/** The types of operations, one package each. */
@NullMarked
package io.rdsmaint.operations;

import org.jspecify.annotations.NullMarked;
