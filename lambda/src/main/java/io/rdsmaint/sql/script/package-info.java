/** Reading of SQL text: where statements end, what are placeholders, what is only text. */
@NullMarked
package io.rdsmaint.sql.script;

import org.jspecify.annotations.NullMarked;
