/** The engine alone, with operations that a test scripts. */
@NullMarked
package io.rdsmaint.testkit.engine;

import org.jspecify.annotations.NullMarked;
