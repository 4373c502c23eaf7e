@NullMarked
package io.rdsmaint.aurora.preflight;

import org.jspecify.annotations.NullMarked;
