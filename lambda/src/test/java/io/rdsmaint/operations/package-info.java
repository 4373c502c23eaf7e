@NullMarked
package io.rdsmaint.operations;

import org.jspecify.annotations.NullMarked;
