package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at a cluster, with reads only; the planner and all checks share what it saw. */
public final class Inspector {
    private final InstantSource clock;

    public Inspector(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Looks at the cluster that a start names.
     *
     * @param targetClasses classes that instances are to get: where they can be ordered is read for them
     * @throws InvalidRequest when there is no such cluster
     */
    public Inspection inspect(Gateways world, PlanRequest request, Classes targetClasses) {
        return inspect(world, request.target().region(), request.target().name(), targetClasses)
                .orElseThrow(() -> new InvalidRequest("params.cluster_id '"
                        + request.target().name()
                        + "' is no cluster in " + request.target().region() + "; aws rds describe-db-clusters --region "
                        + request.target().region() + " --query 'DBClusters[].DBClusterIdentifier' lists them"));
    }

    /** As above, by name; empty when there is no cluster of that name. */
    public Optional<Inspection> inspect(Gateways world, String region, String clusterId, Classes targetClasses) {
        return world.rds().cluster(clusterId).map(c -> {
            Map<String, Instance> instances = instances(world, c);
            return new Inspection(clock.instant(), region, c, instances, targetClasses.of(c, instances), world);
        });
    }

    /** The classes that instances of a cluster are to get. */
    @FunctionalInterface
    public interface Classes {
        Collection<String> of(Cluster cluster, Map<String, Instance> instances);
    }

    private static Map<String, Instance> instances(Gateways world, Cluster cluster) {
        Map<String, Instance> found = world.rds().instances(cluster.id()).stream()
                .collect(Collectors.toMap(Instance::id, Function.identity()));
        Map<String, Instance> ordered = new LinkedHashMap<>();
        for (Cluster.Member member : cluster.members()) {
            Instance instance = found.remove(member.instanceId());
            if (instance != null) {
                ordered.put(instance.id(), instance);
            }
        }
        found.keySet().stream()
                .sorted()
                .forEach(id -> ordered.put(id, java.util.Objects.requireNonNull(found.get(id))));
        return ordered;
    }
}
