package io.rdsmaint.sql.world;

import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.sts.CallerIdentity;

/** The gateways of a place. */
public record World(RdsGateway rds, DataApi data, CallerIdentity identity) {}
