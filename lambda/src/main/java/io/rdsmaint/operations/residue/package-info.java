/** What operations left behind, found by its tag. */
@NullMarked
package io.rdsmaint.operations.residue;

import org.jspecify.annotations.NullMarked;
