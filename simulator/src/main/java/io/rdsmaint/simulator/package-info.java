/** A simulated RDS control plane that speaks the real protocols and is driven by an injected clock. */
@NullMarked
package io.rdsmaint.simulator;

import org.jspecify.annotations.NullMarked;
