/** The function as deployed and the service that runs it. */
@NullMarked
package io.rdsmaint.testkit.lambda;

import org.jspecify.annotations.NullMarked;
