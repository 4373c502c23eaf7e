/** The steps that make parameter groups and fill them. */
@NullMarked
package io.rdsmaint.aurora.parameters;

import org.jspecify.annotations.NullMarked;
