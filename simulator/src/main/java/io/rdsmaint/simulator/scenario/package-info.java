/** What the world looks like at the start. */
@NullMarked
package io.rdsmaint.simulator.scenario;

import org.jspecify.annotations.NullMarked;
