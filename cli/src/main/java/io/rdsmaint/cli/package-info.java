/** The commands for people: start, watch, answer, freeze. They speak to a deployment through AWS's API and nothing else. */
@NullMarked
package io.rdsmaint.cli;

import org.jspecify.annotations.NullMarked;
