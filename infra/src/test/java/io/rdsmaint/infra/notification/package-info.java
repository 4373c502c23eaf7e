/** Tests of who is told how. */
@NullMarked
package io.rdsmaint.infra.notification;

import org.jspecify.annotations.NullMarked;
