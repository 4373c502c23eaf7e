@NullMarked
package io.rdsmaint.sql;

import org.jspecify.annotations.NullMarked;
