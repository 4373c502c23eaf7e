/** Cold starts: processes beside each other, from their start to the first answer, through Lambda's own runtime client. */
@NullMarked
package io.rdsmaint.bench.cold;

import org.jspecify.annotations.NullMarked;
