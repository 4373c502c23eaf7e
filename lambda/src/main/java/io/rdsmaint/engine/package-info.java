/**
 * The executor: what an operation, a step, an intent, a question and an outcome are, and the rules by which one invocation
 * moves an operation on by one step. Knows no AWS; everything it needs of the world comes through ports.
 */
@NullMarked
package io.rdsmaint.engine;

import org.jspecify.annotations.NullMarked;
