/** The CDK app: every AWS resource of one deployment. */
@NullMarked
package io.rdsmaint.infra;

import org.jspecify.annotations.NullMarked;
