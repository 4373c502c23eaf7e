/** What the commands know of restores. */
@NullMarked
package io.rdsmaint.cli.restore;

import org.jspecify.annotations.NullMarked;
