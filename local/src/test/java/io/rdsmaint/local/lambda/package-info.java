@NullMarked
package io.rdsmaint.local.lambda;

import org.jspecify.annotations.NullMarked;
