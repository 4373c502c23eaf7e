@NullMarked
package io.rdsmaint.infra.machine;

import org.jspecify.annotations.NullMarked;
