@NullMarked
package io.rdsmaint.steps;

import org.jspecify.annotations.NullMarked;
