@NullMarked
package io.rdsmaint.local.asl;

import org.jspecify.annotations.NullMarked;
