/** Drives operations on the databases of simulated clusters. */
@NullMarked
package io.rdsmaint.testkit.sql;

import org.jspecify.annotations.NullMarked;
