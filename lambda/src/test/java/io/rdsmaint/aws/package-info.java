@NullMarked
package io.rdsmaint.aws;

import org.jspecify.annotations.NullMarked;
