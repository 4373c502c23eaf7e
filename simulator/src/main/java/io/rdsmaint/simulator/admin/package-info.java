/** What a test or a person may see and do beyond the AWS calls. */
@NullMarked
package io.rdsmaint.simulator.admin;

import org.jspecify.annotations.NullMarked;
