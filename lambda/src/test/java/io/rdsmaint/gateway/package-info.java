@NullMarked
package io.rdsmaint.gateway;

import org.jspecify.annotations.NullMarked;
