@NullMarked
package io.rdsmaint.infra.generate;

import org.jspecify.annotations.NullMarked;
