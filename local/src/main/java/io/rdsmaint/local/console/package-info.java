/** The console on one machine: its files, its API through the function, and what only a machine of one's own offers. */
@NullMarked
package io.rdsmaint.local.console;

import org.jspecify.annotations.NullMarked;
