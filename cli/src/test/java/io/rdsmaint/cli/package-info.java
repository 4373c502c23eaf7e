/** Tests of the commands. */
@NullMarked
package io.rdsmaint.cli;

import org.jspecify.annotations.NullMarked;
