/** Amazon S3, for what people have stored beforehand. */
@NullMarked
package io.rdsmaint.gateway.s3;

import org.jspecify.annotations.NullMarked;
