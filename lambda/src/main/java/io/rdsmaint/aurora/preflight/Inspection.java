package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Surroundings;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.autoscaling.ReaderScaling;
import io.rdsmaint.gateway.cloudwatch.Alarm;
import io.rdsmaint.gateway.cloudwatch.InstanceLoad;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Certificate;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.GlobalCluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import io.rdsmaint.gateway.rds.Parameter;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.PendingMaintenance;
import io.rdsmaint.gateway.rds.Quota;
import io.rdsmaint.gateway.rds.SubnetGroup;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a cluster before a plan showed, beyond what every look shows; the planner and the checks decide by nothing
 * else. Each part is read when it is first asked for, and then kept: no type of operation needs all of it.
 */
public final class Inspection extends ObservedCluster {
    private final Instant at;
    private final String region;
    private final Lazy<Map<String, InstanceLoad>> loads;
    private final Lazy<Map<String, List<Orderable>>> orderable;
    private final Lazy<Optional<EngineVersion>> engineVersion;
    private final Lazy<Map<String, Map<String, String>>> endpointTags;
    private final Lazy<Optional<ReaderScaling>> scaling;
    private final Lazy<List<PendingMaintenance>> maintenance;
    private final Lazy<List<Quota>> quotas;
    private final Lazy<List<BlueGreen>> blueGreens;
    private final Lazy<Optional<GlobalCluster>> globalCluster;
    private final Lazy<List<Certificate>> certificates;
    private final Lazy<Optional<SubnetGroup>> subnetGroup;
    private final Lazy<List<Alarm>> firingAlarms;
    private final Lazy<Map<String, Parameter>> clusterParameters;
    private final Lazy<Map<String, Map<String, Parameter>>> instanceParameters;

    /**
     * @param at when the look began
     * @param instances the cluster's instances by identifier, in the order AWS lists its members
     * @param classes those that {@link #orderable} is asked about
     */
    Inspection(
            Instant at,
            String region,
            Cluster cluster,
            Map<String, Instance> instances,
            Collection<String> classes,
            Gateways world) {
        super(cluster, instances, Surroundings.of(world, cluster, instances.values(), List::of), Set.of());
        this.at = at;
        this.region = region;
        List<String> ids = List.copyOf(instances.keySet());
        loads = new Lazy<>(() -> ids.isEmpty() ? Map.of() : world.metrics().load(ids));
        orderable = new Lazy<>(() -> orderable(world, cluster.engine(), classes));
        engineVersion = new Lazy<>(() -> world.rds()
                .engineVersion(cluster.engine().name(), cluster.engine().version()));
        endpointTags = new Lazy<>(() -> customEndpoints().stream()
                .collect(Collectors.toMap(CustomEndpoint::arn, e -> world.rds().tags(e.arn()))));
        scaling =
                new Lazy<>(() -> cluster.engine().aurora() ? world.scaling().readers(cluster.id()) : Optional.empty());
        maintenance = new Lazy<>(() -> world.rds().pendingMaintenance(cluster.id(), ids));
        quotas = new Lazy<>(() -> world.rds().quotas());
        blueGreens = new Lazy<>(() -> world.blueGreens().of(cluster.arn()));
        globalCluster = new Lazy<>(
                () -> Optional.ofNullable(cluster.features().globalCluster()).flatMap(world.rds()::globalCluster));
        certificates = new Lazy<>(() -> world.rds().certificates());
        subnetGroup =
                new Lazy<>(() -> world.rds().subnetGroup(cluster.placement().subnetGroup()));
        firingAlarms = new Lazy<>(() -> world.metrics().alarms(cluster.id(), ids));
        clusterParameters =
                new Lazy<>(() -> parameters(world.parameters().values(Scope.CLUSTER, cluster.parameterGroup())));
        instanceParameters = new Lazy<>(() -> instanceParameters(world, instances.values()));
    }

    /** When the look began. */
    public Instant at() {
        return at;
    }

    /** Where it is. */
    public String region() {
        return region;
    }

    /** An {@code aws rds} command for its region. */
    public String rds(String command) {
        return "aws rds " + command + " --region " + region;
    }

    /** The ways to order each class that was asked for, by class; empty where it can't be. */
    public Map<String, List<Orderable>> orderable() {
        return orderable.get();
    }

    /** The cluster's version, or null when AWS no longer lists it. */
    public @Nullable EngineVersion engineVersion() {
        return engineVersion.get().orElse(null);
    }

    /** The tags of the custom endpoints, by their ARN. */
    public Map<String, Map<String, String>> endpointTags() {
        return endpointTags.get();
    }

    /** How the cluster's readers scale, or null when nothing scales them. */
    public @Nullable ReaderScaling scaling() {
        return scaling.get().orElse(null);
    }

    /** Maintenance that waits on the cluster and its instances. */
    public List<PendingMaintenance> maintenance() {
        return maintenance.get();
    }

    /** The account's limits. */
    public List<Quota> quotas() {
        return quotas.get();
    }

    /** The deployments that the cluster is source or target of. */
    public List<BlueGreen> blueGreens() {
        return blueGreens.get();
    }

    /** The global database that the cluster belongs to, or null. */
    public @Nullable GlobalCluster globalCluster() {
        return globalCluster.get().orElse(null);
    }

    /** The region's CA certificates. */
    public List<Certificate> certificates() {
        return certificates.get();
    }

    /** The cluster's subnet group, or null when it can't be found. */
    public @Nullable SubnetGroup subnetGroup() {
        return subnetGroup.get().orElse(null);
    }

    /** The alarms in state ALARM that watch the cluster or its instances. */
    public List<Alarm> firingAlarms() {
        return firingAlarms.get();
    }

    /** The values of the cluster's parameter group, by name. */
    public Map<String, Parameter> clusterParameters() {
        return clusterParameters.get();
    }

    /** The values of the instances' parameter groups, by group and name. */
    public Map<String, Map<String, Parameter>> instanceParameters() {
        return instanceParameters.get();
    }

    /** The cluster that was looked at, as what a start asks for is to work on. */
    public Target target(PlanRequest request) {
        Target.Asked asked = request.target();
        return new Target(
                asked.kind(),
                account(),
                region,
                asked.name(),
                cluster().resourceId(),
                asked.roleArn(),
                asked.externalId());
    }

    /** How busy an instance is; all unknown when CloudWatch has nothing. */
    public InstanceLoad load(String instanceId) {
        return loads.get().getOrDefault(instanceId, InstanceLoad.UNKNOWN);
    }

    /** True when the cluster is in a global database and another region takes its writes. */
    public boolean globalSecondary() {
        GlobalCluster global = globalCluster();
        return global != null && !global.primary(cluster().arn());
    }

    private static Map<String, List<Orderable>> orderable(
            Gateways world, Cluster.Engine engine, Collection<String> classes) {
        Map<String, List<Orderable>> found = new HashMap<>();
        for (String name : new TreeSet<>(classes)) {
            found.put(name, world.rds().orderable(engine.name(), engine.version(), name));
        }
        return found;
    }

    private static Map<String, Map<String, Parameter>> instanceParameters(
            Gateways world, Collection<Instance> instances) {
        Map<String, Map<String, Parameter>> groups = new HashMap<>();
        for (Instance instance : instances) {
            for (Instance.AppliedGroup group : instance.parameterGroups()) {
                groups.computeIfAbsent(
                        group.name(), g -> parameters(world.parameters().values(Scope.INSTANCE, g)));
            }
        }
        return groups;
    }

    private static Map<String, Parameter> parameters(List<Parameter> parameters) {
        return parameters.stream().collect(Collectors.toMap(Parameter::name, Function.identity(), (a, b) -> b));
    }
}
