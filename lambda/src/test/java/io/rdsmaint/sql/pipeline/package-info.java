@NullMarked
package io.rdsmaint.sql.pipeline;

import org.jspecify.annotations.NullMarked;
