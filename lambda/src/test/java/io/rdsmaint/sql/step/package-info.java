@NullMarked
package io.rdsmaint.sql.step;

import org.jspecify.annotations.NullMarked;
