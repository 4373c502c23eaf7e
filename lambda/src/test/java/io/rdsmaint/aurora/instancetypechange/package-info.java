@NullMarked
package io.rdsmaint.aurora.instancetypechange;

import org.jspecify.annotations.NullMarked;
