@NullMarked
package io.rdsmaint.infra.watching;

import org.jspecify.annotations.NullMarked;
