package io.rdsmaint.world;

import io.rdsmaint.accounts.Accounts;
import io.rdsmaint.metrics.MetricsGateway;
import io.rdsmaint.rds.BlueGreenGateway;
import io.rdsmaint.rds.ParameterGateway;
import io.rdsmaint.rds.ProxyGateway;
import io.rdsmaint.rds.RdsGateway;
import io.rdsmaint.rds.SnapshotGateway;
import io.rdsmaint.scaling.ScalingGateway;

/** The gateways to one account and region. */
public record World(
        RdsGateway rds,
        ParameterGateway parameters,
        BlueGreenGateway blueGreens,
        ProxyGateway proxies,
        SnapshotGateway snapshots,
        MetricsGateway metrics,
        ScalingGateway scaling,
        Accounts accounts) {}
