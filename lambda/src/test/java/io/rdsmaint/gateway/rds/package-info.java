@NullMarked
package io.rdsmaint.gateway.rds;

import org.jspecify.annotations.NullMarked;
