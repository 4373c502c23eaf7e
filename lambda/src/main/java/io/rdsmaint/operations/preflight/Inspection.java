package io.rdsmaint.operations.preflight;

import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.engine.Target;
import io.rdsmaint.metrics.Alarm;
import io.rdsmaint.metrics.InstanceLoad;
import io.rdsmaint.rds.BlueGreen;
import io.rdsmaint.rds.Certificate;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.CustomEndpoint;
import io.rdsmaint.rds.EngineVersion;
import io.rdsmaint.rds.GlobalCluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Orderable;
import io.rdsmaint.rds.Parameter;
import io.rdsmaint.rds.PendingMaintenance;
import io.rdsmaint.rds.Proxy;
import io.rdsmaint.rds.Quota;
import io.rdsmaint.rds.SubnetGroup;
import io.rdsmaint.scaling.ReaderScaling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one look at a cluster showed; the planner and the checks decide by nothing else.
 *
 * @param at when the look began
 * @param account whose credentials looked
 * @param instances the cluster's instances by identifier, in the order AWS lists its members
 * @param loads how busy each instance is
 * @param orderable the ways to order each class that was asked for, by class; empty where it can't be
 * @param engineVersion the cluster's, or null when AWS no longer lists it
 * @param endpointTags the tags of the custom endpoints, by their ARN
 * @param scaling how its readers scale, or null when nothing scales them
 * @param globalCluster the global database it belongs to, or null
 * @param subnetGroup the cluster's, or null when it can't be found
 * @param clusterParameters with a value, by name
 * @param instanceParameters with a value, by group and name
 */
public record Inspection(
        Instant at,
        String account,
        String region,
        Cluster cluster,
        Map<String, Instance> instances,
        Map<String, InstanceLoad> loads,
        Map<String, List<Orderable>> orderable,
        @Nullable EngineVersion engineVersion,
        List<CustomEndpoint> endpoints,
        Map<String, Map<String, String>> endpointTags,
        List<Proxy> proxies,
        @Nullable ReaderScaling scaling,
        List<PendingMaintenance> maintenance,
        List<Quota> quotas,
        List<BlueGreen> blueGreens,
        @Nullable GlobalCluster globalCluster,
        List<Certificate> certificates,
        @Nullable SubnetGroup subnetGroup,
        List<Alarm> alarms,
        Map<String, Parameter> clusterParameters,
        Map<String, Map<String, Parameter>> instanceParameters) {

    private static final String PENDING_REBOOT = "pending-reboot";

    /** The cluster that was looked at, as what a start asks for is to work on. */
    public Target target(PlanRequest request) {
        return new Target(
                account, region, request.clusterId(), cluster.resourceId(), request.roleArn(), request.externalId());
    }

    /** The instance of that name. */
    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** The writer, when both its role and the instance are seen. */
    public Optional<Instance> writer() {
        return cluster.writer().flatMap(w -> instance(w.instanceId()));
    }

    /** The members that only read and whose instance is seen. */
    public List<Instance> readers() {
        return cluster.readers().stream()
                .flatMap(m -> instance(m.instanceId()).stream())
                .toList();
    }

    /** True when an instance waits for a restart to run with its parameter groups' values. */
    public boolean restartPending(Instance instance) {
        return !waitingGroups(instance).isEmpty();
    }

    /** The parameter groups, the cluster's first, whose values wait for a restart of an instance. */
    public List<String> waitingGroups(Instance instance) {
        Stream<String> ofCluster = cluster
                .member(instance.id())
                .filter(m -> m.parameterStatus().equals(PENDING_REBOOT))
                .map(m -> cluster.parameterGroup())
                .stream();
        Stream<String> own = instance.parameterGroups().stream()
                .filter(g -> g.status().equals(PENDING_REBOOT))
                .map(Instance.AppliedGroup::name);
        return Stream.concat(ofCluster, own).toList();
    }

    /** How busy an instance is; all unknown when CloudWatch has nothing. */
    public InstanceLoad load(String instanceId) {
        return loads.getOrDefault(instanceId, InstanceLoad.UNKNOWN);
    }

    /** True when the cluster is in a global database and another region takes its writes. */
    public boolean globalSecondary() {
        return globalCluster != null && !globalCluster.primary(cluster.arn());
    }
}
