/** What takes time: creation, class changes, reboots, failovers, deletion, maintenance, scaling. */
@NullMarked
package io.rdsmaint.simulator.process;

import org.jspecify.annotations.NullMarked;
