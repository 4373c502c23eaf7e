package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.OperationType.PlanRequest;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a cluster, with reads only; the planner and all checks share what it saw. */
public final class Inspector {
    private final GatewayFactory gateways;
    private final InstantSource clock;

    public Inspector(GatewayFactory gateways, InstantSource clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    /** The classes that instances of a cluster are to get. */
    @FunctionalInterface
    public interface Classes {
        Collection<String> of(Cluster cluster, Map<String, Instance> instances);
    }

    /** The gateways of the place that a start names, for whoever looks at more. */
    public Gateways world(PlanRequest request) {
        return gateways.at(AwsScope.of(request));
    }

    /**
     * Looks at the cluster that a start names.
     *
     * @param targetClasses classes that instances are to get: where they can be ordered is read for them
     * @throws InvalidRequest when there is no such cluster
     */
    public Inspection inspect(PlanRequest request, Classes targetClasses) {
        return inspect(
                        world(request),
                        request.target().region(),
                        request.target().name(),
                        targetClasses)
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

    /** In the order in which AWS lists the members, then by name. */
    private static Map<String, Instance> instances(Gateways world, Cluster cluster) {
        Map<String, Instance> found = ObservedCluster.byName(world.rds().instances(cluster.id()));
        Map<String, Instance> ordered = new LinkedHashMap<>();
        for (Cluster.Member member : cluster.members()) {
            Instance instance = found.remove(member.instanceId());
            if (instance != null) {
                ordered.put(instance.id(), instance);
            }
        }
        ordered.putAll(found);
        return ordered;
    }
}
