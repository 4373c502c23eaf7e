@NullMarked
package io.rdsmaint.aurora.mark;

import org.jspecify.annotations.NullMarked;
