/** The gateways that recoveries use. */
@NullMarked
package io.rdsmaint.recovery.world;

import org.jspecify.annotations.NullMarked;
