package io.rdsmaint.restore.world;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.PerPlace;
import io.rdsmaint.gateway.keys.KeyGateway;
import io.rdsmaint.gateway.network.SecurityGroupGateway;
import io.rdsmaint.gateway.rds.BlueGreenGateway;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.RdsCalls;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rds.RestoreGateway;
import io.rdsmaint.gateway.rds.SnapshotGateway;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.secrets.SecretGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.time.InstantSource;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class RestoreWorlds {
    private final Clients clients;
    private final PerPlace<RestoreWorld> worlds;

    public RestoreWorlds(Clients clients) {
        this.clients = clients;
        this.worlds = new PerPlace<>(clients, place -> make(clients, place));
    }

    /** The gateways of a place. */
    public RestoreWorld at(AwsScope place) {
        return worlds.at(place);
    }

    /** The time. */
    public InstantSource clock() {
        return clients.clock();
    }

    private static RestoreWorld make(Clients clients, AwsScope place) {
        ErrorTranslation calls = new ErrorTranslation(place);
        RdsCalls rds = new RdsCalls(
                new Lazy<>(() -> clients.reading(RdsClient.builder(), place)),
                new Lazy<>(() -> clients.changing(RdsClient.builder(), place)),
                calls);
        return new RestoreWorld(
                new RdsGateway(rds),
                new RestoreGateway(rds),
                new ParameterGateway(rds),
                new SnapshotGateway(rds),
                new BlueGreenGateway(rds),
                new DataApi(new Lazy<>(() -> clients.changing(RdsDataClient.builder(), place, DataApi.CALL)), calls),
                new SecurityGroupGateway(new Lazy<>(() -> clients.signed("ec2", place)), calls),
                new SecretGateway(new Lazy<>(() -> clients.signed("secretsmanager", place)), calls),
                new KeyGateway(new Lazy<>(() -> clients.signed("kms", place)), calls),
                new CallerIdentity(new Lazy<>(() -> clients.reading(StsClient.builder(), place)), calls));
    }
}
