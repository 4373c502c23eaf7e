/** Object storage that speaks S3's protocol and honours conditional writes, for the calls that the function makes. */
@org.jspecify.annotations.NullMarked
package io.rdsmaint.simulator.s3;
