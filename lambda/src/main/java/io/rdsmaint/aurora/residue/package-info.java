/** What operations left behind, found by its tag. */
@NullMarked
package io.rdsmaint.aurora.residue;

import org.jspecify.annotations.NullMarked;
