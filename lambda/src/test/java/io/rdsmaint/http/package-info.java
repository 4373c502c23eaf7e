@NullMarked
package io.rdsmaint.http;

import org.jspecify.annotations.NullMarked;
