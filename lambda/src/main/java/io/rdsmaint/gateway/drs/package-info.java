/** Elastic Disaster Recovery: source servers, jobs, recovery instances. */
@NullMarked
package io.rdsmaint.gateway.drs;

import org.jspecify.annotations.NullMarked;
