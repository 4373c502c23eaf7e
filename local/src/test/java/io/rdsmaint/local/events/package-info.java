@NullMarked
package io.rdsmaint.local.events;

import org.jspecify.annotations.NullMarked;
