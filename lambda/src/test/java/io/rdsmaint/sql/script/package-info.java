@NullMarked
package io.rdsmaint.sql.script;

import org.jspecify.annotations.NullMarked;
