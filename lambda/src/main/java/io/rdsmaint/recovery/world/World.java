package io.rdsmaint.recovery.world;

import io.rdsmaint.gateway.drs.DrsGateway;
import io.rdsmaint.gateway.instances.InstanceGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;

/** The gateways of a place. */
public record World(DrsGateway drs, InstanceGateway instances, CallerIdentity identity) {}
