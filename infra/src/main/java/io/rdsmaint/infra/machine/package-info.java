/** The state machine: its states, what follows which, and the resource that runs them. */
@NullMarked
package io.rdsmaint.infra.machine;

import org.jspecify.annotations.NullMarked;
