/** Lambda: runs the function in this process, in sandboxes that can be killed. */
@NullMarked
package io.rdsmaint.local.lambda;

import org.jspecify.annotations.NullMarked;
