/** The RDS Data API: what each call checks, how statements are run and shown. */
@NullMarked
package io.rdsmaint.simulator.dataapi;

import org.jspecify.annotations.NullMarked;
