package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.gateway.rds.RdsEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is around a cluster: each part is read when it is first asked for and then kept, since most looks wait for an instance and
 * ask for none of it.
 */
public record Surroundings(
        Supplier<List<CustomEndpoint>> customEndpoints,
        Supplier<List<Proxy>> proxies,
        Supplier<Map<String, Double>> lagMillis,
        Supplier<List<GuardAlarm>> alarms,
        Supplier<String> account,
        Supplier<List<RdsEvent>> troubles) {
    /**
     * How far back instances' troubles count: RDS puts a database whose key stays out of reach into an inaccessible state within
     * less.
     */
    private static final Duration TROUBLES = Duration.ofDays(1);

    public Surroundings {
        customEndpoints = new Lazy<>(customEndpoints);
        proxies = new Lazy<>(proxies);
        lagMillis = new Lazy<>(lagMillis);
        alarms = new Lazy<>(alarms);
        account = new Lazy<>(account);
        troubles = new Lazy<>(troubles);
    }

    /** Those of a cluster; one that isn't Aurora's has neither endpoints of this kind nor proxies. */
    public static Surroundings of(
            Gateways world, Cluster cluster, Collection<Instance> instances, Supplier<List<GuardAlarm>> alarms) {
        boolean aurora = cluster.engine().aurora();
        List<String> names = instances.stream().map(Instance::id).toList();
        return new Surroundings(
                () -> aurora ? world.rds().customEndpoints(cluster.id()) : List.of(),
                () -> aurora ? world.proxies().of(cluster, vpcs(instances)) : List.of(),
                () -> world.metrics().replicaLagMillis(names),
                alarms,
                () -> world.accounts().account(),
                () -> world.rds().instanceTroubles(TROUBLES));
    }

    private static Set<String> vpcs(Collection<Instance> instances) {
        return instances.stream()
                .map(i -> i.settings().vpc())
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toSet());
    }
}
