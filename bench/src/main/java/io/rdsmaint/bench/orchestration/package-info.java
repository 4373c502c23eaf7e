/** How many state transitions whole operations take in virtual time, and how late ends are noticed. */
@NullMarked
package io.rdsmaint.bench.orchestration;

import org.jspecify.annotations.NullMarked;
