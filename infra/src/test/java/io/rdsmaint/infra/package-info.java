@NullMarked
package io.rdsmaint.infra;

import org.jspecify.annotations.NullMarked;
