/** Runs recoveries and drills in a simulated world. */
@NullMarked
package io.rdsmaint.testkit.recovery;

import org.jspecify.annotations.NullMarked;
