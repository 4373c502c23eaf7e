/** The steps that make parameter groups and fill them. */
@NullMarked
package io.rdsmaint.steps.parameters;

import org.jspecify.annotations.NullMarked;
