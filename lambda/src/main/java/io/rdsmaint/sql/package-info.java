/** The family sql: SQL on Aurora PostgreSQL, piece by piece, each exactly once. */
@NullMarked
package io.rdsmaint.sql;

import org.jspecify.annotations.NullMarked;
