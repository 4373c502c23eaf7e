@NullMarked
package io.rdsmaint.metrics;

import org.jspecify.annotations.NullMarked;
