/** Thousands of operations at a time: how many calls it takes to list them and to look after them. */
@NullMarked
package io.rdsmaint.bench.thousands;

import org.jspecify.annotations.NullMarked;
