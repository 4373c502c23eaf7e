/** What the commands know of Aurora clusters. */
@NullMarked
package io.rdsmaint.cli.aurora;

import org.jspecify.annotations.NullMarked;
