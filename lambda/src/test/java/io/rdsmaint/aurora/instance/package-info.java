@NullMarked
package io.rdsmaint.aurora.instance;

import org.jspecify.annotations.NullMarked;
