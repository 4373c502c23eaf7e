/** HTTP as an API gateway passes it on to the function: requests, who sends them, routes, answers. Knows nothing of operations. */
@NullMarked
package io.rdsmaint.http;

import org.jspecify.annotations.NullMarked;
