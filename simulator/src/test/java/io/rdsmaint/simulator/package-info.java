@NullMarked
package io.rdsmaint.simulator;

import org.jspecify.annotations.NullMarked;
