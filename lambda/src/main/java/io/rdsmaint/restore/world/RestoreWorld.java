package io.rdsmaint.restore.world;

import io.rdsmaint.gateway.keys.KeyGateway;
import io.rdsmaint.gateway.network.SecurityGroupGateway;
import io.rdsmaint.gateway.rds.BlueGreenGateway;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rds.RestoreGateway;
import io.rdsmaint.gateway.rds.SnapshotGateway;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.secrets.SecretGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;

/** The gateways of a place. */
public record RestoreWorld(
        RdsGateway rds,
        RestoreGateway restores,
        ParameterGateway parameters,
        SnapshotGateway snapshots,
        BlueGreenGateway deployments,
        DataApi data,
        SecurityGroupGateway network,
        SecretGateway secrets,
        KeyGateway keys,
        CallerIdentity identity) {}
