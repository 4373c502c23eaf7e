/** Tests of what people are told. */
@NullMarked
package io.rdsmaint.notification;

import org.jspecify.annotations.NullMarked;
