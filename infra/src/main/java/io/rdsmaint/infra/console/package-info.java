/** The operator console: the HTTP API of the function, the page in front of it on one address, and how people sign in. */
@NullMarked
package io.rdsmaint.infra.console;

import org.jspecify.annotations.NullMarked;
