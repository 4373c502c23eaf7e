/**
 * What families share: preconditions of a change and their evaluator, what people have accepted, the preflight step, planning again.
 * Knows no AWS service and no family.
 */
@NullMarked
package io.rdsmaint.kit;

import org.jspecify.annotations.NullMarked;
