/** Application Auto Scaling of a cluster's readers. */
@NullMarked
package io.rdsmaint.scaling;

import org.jspecify.annotations.NullMarked;
