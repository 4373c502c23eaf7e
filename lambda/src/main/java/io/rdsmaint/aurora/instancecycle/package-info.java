/** {@code instance_cycle}: reboots the instances of an Aurora cluster one at a time. */
@NullMarked
package io.rdsmaint.aurora.instancecycle;

import org.jspecify.annotations.NullMarked;
