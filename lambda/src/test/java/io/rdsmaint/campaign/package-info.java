/** Whole operations by the thousand, under one virtual clock and one seed, with everything going wrong that can. */
@NullMarked
package io.rdsmaint.campaign;

import org.jspecify.annotations.NullMarked;
