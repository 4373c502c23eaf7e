@NullMarked
package io.rdsmaint.operations.preflight;

import org.jspecify.annotations.NullMarked;
