/** The way from the function to the services that it uses, with what can go wrong on it. */
@NullMarked
package io.rdsmaint.testkit.transport;

import org.jspecify.annotations.NullMarked;
