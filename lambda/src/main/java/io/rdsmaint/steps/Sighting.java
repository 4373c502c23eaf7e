package io.rdsmaint.steps;

import io.rdsmaint.metrics.GuardAlarm;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.CustomEndpoint;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.InstanceStatus;
import io.rdsmaint.rds.ParameterStatus;
import io.rdsmaint.rds.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one look at a cluster showed.
 *
 * @param instances the cluster's instances by name
 * @param around what is around them
 */
public record Sighting(Cluster cluster, Map<String, Instance> instances, Surroundings around) {

    public Sighting {
        instances = Collections.unmodifiableMap(new TreeMap<>(instances));
    }

    /** The cluster's custom endpoints. */
    public List<CustomEndpoint> customEndpoints() {
        return around.customEndpoints();
    }

    /** The proxies that lead to it. */
    public List<Proxy> proxies() {
        return around.proxies();
    }

    /** How far readers are behind, by name, where CloudWatch knows. */
    public Map<String, Double> lagMillis() {
        return around.lagMillis();
    }

    /** The alarms that guard the operation, quiet ones too. */
    public List<GuardAlarm> alarms() {
        return around.alarms();
    }

    /** The account that the credentials in use belong to. */
    public String account() {
        return around.account();
    }

    /** Who accepts writes; empty during a role change and in a secondary cluster of a global database. */
    public Optional<String> writer() {
        return cluster.writer().map(Cluster.Member::instanceId);
    }

    /** The instance of that name. */
    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** What an instance lacks to serve, completing "waiting for …"; empty when it serves. */
    public Optional<String> whyNotServing(String id) {
        Instance instance = instances.get(id);
        if (instance == null || cluster.member(id).isEmpty()) {
            return Optional.of(id + " to be a member of the cluster");
        }
        return InstanceStatus.of(instance.status()) == InstanceStatus.USABLE
                ? Optional.empty()
                : Optional.of(id + " to become available (" + instance.status() + ")");
    }

    /** What an instance lacks to serve with the parameters that it is meant to have; empty when it does. */
    public Optional<String> whyNotInService(String id) {
        return whyNotServing(id).or(() -> whyNotInSync(id));
    }

    private Optional<String> whyNotInSync(String id) {
        Optional<Instance> behind = instance(id).filter(i -> !i.parametersInSync());
        if (behind.isPresent()) {
            return Optional.of(id + " to apply its parameter group ("
                    + behind.get().parameterGroups().stream()
                            .map(Instance.AppliedGroup::status)
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        return cluster.member(id)
                .filter(m -> !m.parameterStatus().equals("in-sync"))
                .map(m -> id + " to apply the cluster's parameter group (" + m.parameterStatus() + ")");
    }

    /** True when an instance serves and only a restart would give it the parameters that it is meant to have. */
    public boolean restartPending(String id) {
        return whyNotServing(id).isEmpty()
                && parameterStatuses(id).values().stream()
                        .anyMatch(word -> ParameterStatus.of(word) == ParameterStatus.PENDING_REBOOT);
    }

    /** True when an instance lacks parameters that it is meant to have and a restart alone may not give it. */
    public boolean parametersFailed(String id) {
        return parameterStatuses(id).values().stream()
                .anyMatch(word -> ParameterStatus.of(word) == ParameterStatus.LASTING);
    }

    /** Where an instance does not run with the values of its parameter groups, and won't by waiting: the status by group. */
    public Map<String, String> parametersStaying(String id) {
        return ParameterStatus.staying(parameterStatuses(id));
    }

    /** How far an instance runs with the values of its parameter groups: the status by the group's name. */
    public Map<String, String> parameterStatuses(String id) {
        return instance(id).map(i -> ParameterStatus.words(cluster, i)).orElse(Map.of());
    }

    /** The members that serve. */
    public List<String> serving() {
        return cluster.members().stream()
                .map(Cluster.Member::instanceId)
                .filter(id -> whyNotServing(id).isEmpty())
                .toList();
    }

    /** All ways to reach readers. */
    public List<ReaderEndpoint> endpoints() {
        return endpoints(cluster, customEndpoints(), proxies());
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
