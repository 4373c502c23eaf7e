/** What is the same for all types of operations; each type has a package below. */
@NullMarked
package io.rdsmaint.operations;

import org.jspecify.annotations.NullMarked;
