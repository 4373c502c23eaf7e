/** The Secrets Manager calls that reading a database user's secret takes. */
@NullMarked
package io.rdsmaint.simulator.secrets;

import org.jspecify.annotations.NullMarked;
