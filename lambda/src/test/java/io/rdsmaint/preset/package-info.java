/**
 * A family that has what clusters have not: nothing is there when it begins, it works in two regions, its calls take long, it uses
 * a word for a step that another family uses, too. It proves that nothing outside a family's folder knows what operations work on.
 */
@NullMarked
package io.rdsmaint.preset;

import org.jspecify.annotations.NullMarked;
