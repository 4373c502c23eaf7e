/** Elastic Disaster Recovery, and what is asked of EC2 and Systems Manager about its instances. */
@NullMarked
package io.rdsmaint.simulator.drs;

import org.jspecify.annotations.NullMarked;
