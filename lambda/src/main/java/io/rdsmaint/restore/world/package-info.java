/** The gateways that restoring uses. */
@NullMarked
package io.rdsmaint.restore.world;

import org.jspecify.annotations.NullMarked;
