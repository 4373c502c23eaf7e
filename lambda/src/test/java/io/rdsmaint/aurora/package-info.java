@NullMarked
package io.rdsmaint.aurora;

import org.jspecify.annotations.NullMarked;
