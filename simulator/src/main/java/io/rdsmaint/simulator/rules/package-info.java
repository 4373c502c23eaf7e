/** What each call checks and does, one class per call. */
@NullMarked
package io.rdsmaint.simulator.rules;

import org.jspecify.annotations.NullMarked;
