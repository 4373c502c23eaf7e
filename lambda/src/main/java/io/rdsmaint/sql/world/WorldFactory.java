package io.rdsmaint.sql.world;

import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.definitions.DefinitionBucket;
import io.rdsmaint.gateway.rds.RdsCalls;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class WorldFactory {
    /** Those used longest ago are made anew when they are needed again. */
    private static final int MOST = 64;

    private final Clients clients;
    private final Map<AwsScope, World> worlds = new LinkedHashMap<>(16, 0.75f, true);

    public WorldFactory(Clients clients) {
        this.clients = clients;
    }

    /** The gateways of a place. */
    public World at(AwsScope place) {
        AwsScope exactly = clients.now(place);
        synchronized (worlds) {
            World world = worlds.computeIfAbsent(exactly, this::make);
            if (worlds.size() > MOST) {
                worlds.remove(worlds.keySet().iterator().next());
            }
            return world;
        }
    }

    /**
     * What was defined beforehand.
     *
     * @param region of the bucket, which is the function's own
     * @param bucket its name; empty where the deployment has none
     */
    public static Definitions definitions(Clients clients, String region, String bucket) {
        AwsScope here = AwsScope.own(region);
        return bucket.isEmpty()
                ? Definitions.NONE
                : Definitions.in(new DefinitionBucket(
                        new Lazy<>(() -> clients.reading(S3Client.builder(), here)), bucket, new ErrorTranslation(here)));
    }

    /** The time. */
    public InstantSource clock() {
        return clients.clock();
    }

    private World make(AwsScope place) {
        ErrorTranslation calls = new ErrorTranslation(place);
        return new World(
                new RdsGateway(new RdsCalls(
                        new Lazy<>(() -> clients.reading(RdsClient.builder(), place)),
                        new Lazy<>(() -> clients.changing(RdsClient.builder(), place)),
                        calls)),
                new DataApi(new Lazy<>(() -> clients.changing(RdsDataClient.builder(), place, DataApi.CALL)), calls),
                new CallerIdentity(new Lazy<>(() -> clients.reading(StsClient.builder(), place)), calls));
    }
}
