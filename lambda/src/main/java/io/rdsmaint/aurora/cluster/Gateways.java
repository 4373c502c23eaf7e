package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.autoscaling.ScalingGateway;
import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import io.rdsmaint.gateway.rds.BlueGreenGateway;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ProxyGateway;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rds.SnapshotGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;

/** The gateways to one account and region. */
public record Gateways(
        RdsGateway rds,
        ParameterGateway parameters,
        BlueGreenGateway blueGreens,
        ProxyGateway proxies,
        SnapshotGateway snapshots,
        MetricsGateway metrics,
        ScalingGateway scaling,
        CallerIdentity accounts) {}
