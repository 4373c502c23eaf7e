/** What goes wrong around Aurora clusters while an operation runs, each with the question that it leads to. */
@NullMarked
package io.rdsmaint.testkit.aurora.disturbances;

import org.jspecify.annotations.NullMarked;
