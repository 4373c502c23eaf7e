package io.rdsmaint.operations.preflight;

import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.metrics.InstanceLoad;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.CustomEndpoint;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Orderable;
import io.rdsmaint.rds.Parameter;
import io.rdsmaint.rds.ParameterGateway.Scope;
import io.rdsmaint.world.World;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at a cluster once, with reads only; the planner and all checks share what it saw. */
public final class Inspector {
    private final InstantSource clock;

    public Inspector(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads everything about the cluster that a start names.
     *
     * @param targetClasses classes that instances are to get: where they can be ordered is read for them
     * @throws InvalidRequest when there is no such cluster
     */
    public Inspection inspect(World world, PlanRequest request, Classes targetClasses) {
        return inspect(world, request.region(), request.clusterId(), targetClasses)
                .orElseThrow(() -> new InvalidRequest("params.cluster_id '" + request.clusterId()
                        + "' is no cluster in " + request.region() + "; aws rds describe-db-clusters --region "
                        + request.region() + " --query 'DBClusters[].DBClusterIdentifier' lists them"));
    }

    /** As above, by name; empty when there is no cluster of that name. */
    public Optional<Inspection> inspect(World world, String region, String clusterId, Classes targetClasses) {
        return world.rds().cluster(clusterId).map(c -> {
            Map<String, Instance> instances = instances(world, c);
            return inspect(world, region, c, instances, targetClasses.of(c, instances));
        });
    }

    /** The classes that instances of a cluster are to get. */
    @FunctionalInterface
    public interface Classes {
        Collection<String> of(Cluster cluster, Map<String, Instance> instances);
    }

    private Inspection inspect(
            World world,
            String region,
            Cluster cluster,
            Map<String, Instance> instances,
            Collection<String> targetClasses) {
        Cluster.Engine engine = cluster.engine();
        boolean aurora = engine.aurora();
        List<String> ids = List.copyOf(instances.keySet());
        Map<String, InstanceLoad> loads =
                ids.isEmpty() ? Map.of() : world.metrics().load(ids);
        String global = cluster.features().globalCluster();
        List<CustomEndpoint> endpoints = aurora ? world.rds().customEndpoints(cluster.id()) : List.of();
        return new Inspection(
                clock.instant(),
                world.accounts().account(),
                region,
                cluster,
                instances,
                loads,
                orderable(world, engine, targetClasses),
                world.rds().engineVersion(engine.name(), engine.version()).orElse(null),
                endpoints,
                endpoints.stream()
                        .collect(Collectors.toMap(
                                CustomEndpoint::arn, e -> world.rds().tags(e.arn()))),
                aurora ? world.proxies().of(cluster, vpcs(instances)) : List.of(),
                aurora ? world.scaling().readers(cluster.id()).orElse(null) : null,
                world.rds().pendingMaintenance(cluster.id(), ids),
                world.rds().quotas(),
                world.blueGreens().of(cluster.arn()),
                global == null ? null : world.rds().globalCluster(global).orElse(null),
                world.rds().certificates(),
                world.rds().subnetGroup(cluster.placement().subnetGroup()).orElse(null),
                world.metrics().alarms(cluster.id(), ids),
                byName(world.parameters().values(Scope.CLUSTER, cluster.parameterGroup())),
                instanceParameters(world, instances));
    }

    private static Map<String, Instance> instances(World world, Cluster cluster) {
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

    private static Map<String, List<Orderable>> orderable(
            World world, Cluster.Engine engine, Collection<String> classes) {
        Map<String, List<Orderable>> found = new HashMap<>();
        for (String name : new TreeSet<>(classes)) {
            found.put(name, world.rds().orderable(engine.name(), engine.version(), name));
        }
        return found;
    }

    private static Set<String> vpcs(Map<String, Instance> instances) {
        return instances.values().stream()
                .map(i -> i.settings().vpc())
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Map<String, Map<String, Parameter>> instanceParameters(
            World world, Map<String, Instance> instances) {
        Map<String, Map<String, Parameter>> groups = new HashMap<>();
        for (Instance instance : instances.values()) {
            for (Instance.AppliedGroup group : instance.parameterGroups()) {
                groups.computeIfAbsent(
                        group.name(), g -> byName(world.parameters().values(Scope.INSTANCE, g)));
            }
        }
        return groups;
    }

    private static Map<String, Parameter> byName(List<Parameter> parameters) {
        return parameters.stream().collect(Collectors.toMap(Parameter::name, Function.identity(), (a, b) -> b));
    }
}
