@NullMarked
package io.rdsmaint.operations.residue;

import org.jspecify.annotations.NullMarked;
