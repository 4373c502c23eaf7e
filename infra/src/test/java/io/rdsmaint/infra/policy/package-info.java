@NullMarked
package io.rdsmaint.infra.policy;

import org.jspecify.annotations.NullMarked;
