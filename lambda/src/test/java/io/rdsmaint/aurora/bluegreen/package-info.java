@NullMarked
package io.rdsmaint.aurora.bluegreen;

import org.jspecify.annotations.NullMarked;
