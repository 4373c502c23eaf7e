/** What is asked of EC2 and Systems Manager about single instances, by signed requests. */
@NullMarked
package io.rdsmaint.gateway.instances;

import org.jspecify.annotations.NullMarked;
