/**
 * The words of notifications, ready for receivers: what is between the function and a receiver can neither repeat, nor
 * shorten, nor escape.
 */
@NullMarked
package io.rdsmaint.notification;

import org.jspecify.annotations.NullMarked;
