package io.rdsmaint.world;

import io.rdsmaint.accounts.Accounts;
import io.rdsmaint.aws.Calls;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.aws.Lazy;
import io.rdsmaint.aws.Place;
import io.rdsmaint.metrics.MetricsGateway;
import io.rdsmaint.rds.BlueGreenGateway;
import io.rdsmaint.rds.ParameterGateway;
import io.rdsmaint.rds.ProxyGateway;
import io.rdsmaint.rds.RdsGateway;
import io.rdsmaint.rds.SnapshotGateway;
import io.rdsmaint.scaling.ScalingGateway;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class Worlds {
    private final Clients clients;
    private final Map<Place, World> worlds = new ConcurrentHashMap<>();

    public Worlds(Clients clients) {
        this.clients = clients;
    }

    /** The gateways of a place. */
    public World at(Place place) {
        return worlds.computeIfAbsent(place, this::make);
    }

    private World make(Place place) {
        Calls calls = new Calls(place);
        Lazy<RdsClient> reading = new Lazy<>(() -> clients.reading(RdsClient.builder(), place));
        Lazy<RdsClient> changing = new Lazy<>(() -> clients.changing(RdsClient.builder(), place));
        return new World(
                new RdsGateway(reading, changing, calls),
                new ParameterGateway(reading, changing, calls),
                new BlueGreenGateway(reading, changing, calls),
                new ProxyGateway(reading, calls),
                new SnapshotGateway(reading, changing, calls),
                new MetricsGateway(
                        new Lazy<>(() -> clients.reading(CloudWatchClient.builder(), place)), clients.clock(), calls),
                new ScalingGateway(
                        new Lazy<>(() -> clients.reading(ApplicationAutoScalingClient.builder(), place)),
                        new Lazy<>(() -> clients.changing(ApplicationAutoScalingClient.builder(), place)),
                        calls),
                new Accounts(new Lazy<>(() -> clients.reading(StsClient.builder(), place)), calls));
    }
}
