/** The types of operations, one package each, and what they share. */
@NullMarked
package io.rdsmaint.aurora;

import org.jspecify.annotations.NullMarked;
