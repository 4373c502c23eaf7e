/** The Lambda entry point: requests, replies, and the wiring of everything below. */
@NullMarked
package io.rdsmaint.function;

import org.jspecify.annotations.NullMarked;
