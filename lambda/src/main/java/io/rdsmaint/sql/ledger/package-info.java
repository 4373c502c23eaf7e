/** The ledger in the database: pieces of work, each done exactly once, and the functions beside it that run them. */
@NullMarked
package io.rdsmaint.sql.ledger;

import org.jspecify.annotations.NullMarked;
