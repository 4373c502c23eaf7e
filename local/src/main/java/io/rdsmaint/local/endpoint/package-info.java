/** One HTTP endpoint for all services, told apart by the signature's scope. */
@NullMarked
package io.rdsmaint.local.endpoint;

import org.jspecify.annotations.NullMarked;
