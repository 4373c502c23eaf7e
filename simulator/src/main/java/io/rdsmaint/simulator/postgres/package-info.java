/** A real PostgreSQL: one server for the process, with databases of simulated clusters in it. Knows nothing of AWS. */
@NullMarked
package io.rdsmaint.simulator.postgres;

import org.jspecify.annotations.NullMarked;
