@NullMarked
package io.rdsmaint.aurora.offers;

import org.jspecify.annotations.NullMarked;
