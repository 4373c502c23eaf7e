/** What goes wrong on request. */
@NullMarked
package io.rdsmaint.simulator.faults;

import org.jspecify.annotations.NullMarked;
