/** How the function starts in Lambda: what is done before the first request, and what is made anew after a snapshot. */
@NullMarked
package io.rdsmaint.function.start;

import org.jspecify.annotations.NullMarked;
