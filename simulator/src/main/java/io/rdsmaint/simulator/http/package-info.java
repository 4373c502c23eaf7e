/** Requests and answers as bytes, and how an SDK client in the same process exchanges them. */
@NullMarked
package io.rdsmaint.simulator.http;

import org.jspecify.annotations.NullMarked;
