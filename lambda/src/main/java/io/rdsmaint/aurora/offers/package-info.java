/** What people choose from and look at: the parameters of the types, lists of what AWS has, a cluster as it is. */
@NullMarked
package io.rdsmaint.aurora.offers;

import org.jspecify.annotations.NullMarked;
