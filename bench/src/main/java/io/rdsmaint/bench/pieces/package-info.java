/** Work in pieces, beside one statement that does all of it. */
@NullMarked
package io.rdsmaint.bench.pieces;

import org.jspecify.annotations.NullMarked;
