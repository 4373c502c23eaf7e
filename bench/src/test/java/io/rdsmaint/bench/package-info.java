@NullMarked
package io.rdsmaint.bench;

import org.jspecify.annotations.NullMarked;
