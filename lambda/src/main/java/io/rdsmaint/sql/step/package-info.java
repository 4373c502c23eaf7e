/** The kinds of steps about the ledger and its pieces. */
@NullMarked
package io.rdsmaint.sql.step;

import org.jspecify.annotations.NullMarked;
