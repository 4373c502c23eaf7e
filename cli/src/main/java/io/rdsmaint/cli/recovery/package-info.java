/** What the commands know of the family recovery. */
@NullMarked
package io.rdsmaint.cli.recovery;

import org.jspecify.annotations.NullMarked;
