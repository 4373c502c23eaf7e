@NullMarked
package io.rdsmaint.rds;

import org.jspecify.annotations.NullMarked;
