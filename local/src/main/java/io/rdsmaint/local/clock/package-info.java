/** Time that tests advance and that a demo runs faster, while nothing works. */
@NullMarked
package io.rdsmaint.local.clock;

import org.jspecify.annotations.NullMarked;
