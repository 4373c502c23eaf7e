package io.rdsmaint.steps;

import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.CustomEndpoint;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.InstanceStatus;
import io.rdsmaint.rds.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at a cluster showed.
 *
 * @param instances the cluster's instances by name
 * @param lagMillis how far readers are behind, by name, where CloudWatch knows
 * @param account that the credentials in use belong to
 */
public record Sighting(
        Cluster cluster,
        Map<String, Instance> instances,
        List<CustomEndpoint> customEndpoints,
        List<Proxy> proxies,
        Map<String, Double> lagMillis,
        String account) {

    public Sighting {
        instances = Map.copyOf(instances);
        customEndpoints = List.copyOf(customEndpoints);
        proxies = List.copyOf(proxies);
        lagMillis = Map.copyOf(lagMillis);
    }

    /** Who accepts writes; empty during a role change and in a secondary cluster of a global database. */
    public Optional<String> writer() {
        return cluster.writer().map(Cluster.Member::instanceId);
    }

    /** The instance of that name. */
    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** True when the instance is a member of the cluster, usable, with nothing pending that a restart would change. */
    public boolean inService(String id) {
        return whyNotInService(id).isEmpty();
    }

    /** What an instance lacks to be in service, completing "waiting for …"; empty when it is. */
    public Optional<String> whyNotInService(String id) {
        Instance instance = instances.get(id);
        Optional<Cluster.Member> member = cluster.member(id);
        if (instance == null || member.isEmpty()) {
            return Optional.of(id + " to be a member of the cluster");
        }
        if (InstanceStatus.of(instance.status()) != InstanceStatus.USABLE) {
            return Optional.of(id + " to become available (" + instance.status() + ")");
        }
        if (!instance.parametersInSync()) {
            return Optional.of(id + " to apply its parameter group ("
                    + instance.parameterGroups().stream()
                            .map(Instance.AppliedGroup::status)
                            .toList() + ")");
        }
        if (!member.get().parameterStatus().equals("in-sync")) {
            return Optional.of(id + " to apply the cluster's parameter group ("
                    + member.get().parameterStatus() + ")");
        }
        return Optional.empty();
    }

    /** The members that are in service. */
    public List<String> serving() {
        return cluster.members().stream()
                .map(Cluster.Member::instanceId)
                .filter(this::inService)
                .toList();
    }

    /** All ways to reach readers. */
    public List<ReaderEndpoint> endpoints() {
        return endpoints(cluster, customEndpoints, proxies);
    }

    /** All ways to reach the readers of a cluster, its own reader endpoint first. */
    public static List<ReaderEndpoint> endpoints(Cluster cluster, List<CustomEndpoint> customs, List<Proxy> proxies) {
        List<ReaderEndpoint> all = new ArrayList<>();
        all.add(ReaderEndpoint.ofCluster(cluster.id()));
        customs.forEach(c -> all.add(ReaderEndpoint.of(c)));
        proxies.stream().filter(Proxy::hasReadOnlyEndpoint).forEach(p -> all.add(ReaderEndpoint.ofProxy(p.name())));
        return all;
    }
}
