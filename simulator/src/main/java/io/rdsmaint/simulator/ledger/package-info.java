/** What clients would have suffered. */
@NullMarked
package io.rdsmaint.simulator.ledger;

import org.jspecify.annotations.NullMarked;
