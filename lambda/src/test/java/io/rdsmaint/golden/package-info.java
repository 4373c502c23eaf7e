/** Operations as releases stored them, and the proof that today's code brings each to its end. */
@NullMarked
package io.rdsmaint.golden;

import org.jspecify.annotations.NullMarked;
