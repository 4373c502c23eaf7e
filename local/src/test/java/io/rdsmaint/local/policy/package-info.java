/** What IAM makes of the calls that the function makes. */
@org.jspecify.annotations.NullMarked
package io.rdsmaint.local.policy;
