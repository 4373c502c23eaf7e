@NullMarked
package io.rdsmaint.steps.bluegreen;

import org.jspecify.annotations.NullMarked;
