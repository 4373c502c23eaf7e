/** The gateways to one account and region, made per operation target. */
@NullMarked
package io.rdsmaint.world;

import org.jspecify.annotations.NullMarked;
