@NullMarked
package io.rdsmaint.aurora.instancecycle;

import org.jspecify.annotations.NullMarked;
