/** The STS calls. */
@NullMarked
package io.rdsmaint.simulator.identity;

import org.jspecify.annotations.NullMarked;
