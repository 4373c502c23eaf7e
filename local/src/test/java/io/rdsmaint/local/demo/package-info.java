/** The demo's scenarios and its conversation, on virtual time. */
@NullMarked
package io.rdsmaint.local.demo;

import org.jspecify.annotations.NullMarked;
