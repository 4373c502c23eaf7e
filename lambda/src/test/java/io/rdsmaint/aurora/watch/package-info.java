@NullMarked
package io.rdsmaint.aurora.watch;

import org.jspecify.annotations.NullMarked;
