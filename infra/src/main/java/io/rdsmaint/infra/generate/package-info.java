/** Writes the checked-in files that tell what is deployed: the state machine's definition and the policies. */
@NullMarked
package io.rdsmaint.infra.generate;

import org.jspecify.annotations.NullMarked;
