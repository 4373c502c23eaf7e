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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Gives the gateways for a place; clients are made when first used and kept. */
public final class Worlds {
    /** Those used longest ago are made anew when they are needed again: each operation in another account has its own. */
    private static final int MOST = 64;

    private final Clients clients;
    private final ScopedValue<String> operation = ScopedValue.newInstance();
    private final Map<Place, World> worlds = new LinkedHashMap<>(16, 0.75f, true);

    public Worlds(Clients clients) {
        this.clients = clients;
    }

    /** Does something for an operation, if it is for one: what it does in other accounts bears the operation's name there. */
    public <T> T during(Optional<String> operationId, Supplier<T> work) {
        return operationId.isPresent()
                ? ScopedValue.where(operation, operationId.get()).call(work::get)
                : work.get();
    }

    /** The gateways of a place. */
    public World at(Place place) {
        Place exactly = operation.isBound() ? place.during(operation.get()) : place;
        synchronized (worlds) {
            World world = worlds.computeIfAbsent(exactly, this::make);
            if (worlds.size() > MOST) {
                worlds.remove(worlds.keySet().iterator().next());
            }
            return world;
        }
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
