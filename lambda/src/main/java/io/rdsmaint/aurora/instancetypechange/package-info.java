/** {@code instance_type_change}: gives the instances of an Aurora cluster another class, one at a time. */
@NullMarked
package io.rdsmaint.aurora.instancetypechange;

import org.jspecify.annotations.NullMarked;
