@NullMarked
package io.rdsmaint.sql.ledger;

import org.jspecify.annotations.NullMarked;
