@NullMarked
package io.rdsmaint.local.clock;

import org.jspecify.annotations.NullMarked;
