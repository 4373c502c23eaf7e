@NullMarked
package io.rdsmaint.local.console;

import org.jspecify.annotations.NullMarked;
