/** What drives whole operations in tests: the real function, and in the same process all that it speaks to, under virtual time. */
@NullMarked
package io.rdsmaint.testkit;

import org.jspecify.annotations.NullMarked;
