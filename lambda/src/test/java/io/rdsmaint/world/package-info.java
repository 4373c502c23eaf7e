@NullMarked
package io.rdsmaint.world;

import org.jspecify.annotations.NullMarked;
