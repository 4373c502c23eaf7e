/** What the commands know of the family sql. */
@NullMarked
package io.rdsmaint.cli.sql;

import org.jspecify.annotations.NullMarked;
