/** Runs restores from production's snapshots, with real rows. */
@NullMarked
package io.rdsmaint.testkit.restore;

import org.jspecify.annotations.NullMarked;
