/** The type sql_pipeline: what is asked for, what stands against it, its plan. */
@NullMarked
package io.rdsmaint.sql.pipeline;

import org.jspecify.annotations.NullMarked;
