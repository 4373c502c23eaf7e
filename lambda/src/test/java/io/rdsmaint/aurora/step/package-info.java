@NullMarked
package io.rdsmaint.aurora.step;

import org.jspecify.annotations.NullMarked;
