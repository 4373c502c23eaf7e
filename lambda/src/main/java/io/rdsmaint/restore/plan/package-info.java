/** What is asked for, what is there, what stands against it, and names. */
@NullMarked
package io.rdsmaint.restore.plan;

import org.jspecify.annotations.NullMarked;
