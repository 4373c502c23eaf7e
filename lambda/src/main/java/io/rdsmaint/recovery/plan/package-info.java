/** What a recovery plan asks for, which servers it means, and what stands against it. */
@NullMarked
package io.rdsmaint.recovery.plan;

import org.jspecify.annotations.NullMarked;
