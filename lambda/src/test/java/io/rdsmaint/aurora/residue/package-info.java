@NullMarked
package io.rdsmaint.aurora.residue;

import org.jspecify.annotations.NullMarked;
