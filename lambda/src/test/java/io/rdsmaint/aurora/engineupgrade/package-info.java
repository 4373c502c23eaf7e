@NullMarked
package io.rdsmaint.aurora.engineupgrade;

import org.jspecify.annotations.NullMarked;
