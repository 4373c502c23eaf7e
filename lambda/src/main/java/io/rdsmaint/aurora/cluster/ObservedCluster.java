package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterStatus;
import io.rdsmaint.gateway.rds.Proxy;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.gateway.rds.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one look at a cluster showed.
 *
 * @param instances the cluster's instances by name
 * @param around what is around them
 * @param tolerated statuses that nobody here knows and that a person has accepted, as {@code id word}
 */
public record ObservedCluster(
        Cluster cluster, Map<String, Instance> instances, Surroundings around, Set<String> tolerated) {

    public ObservedCluster {
        instances = Collections.unmodifiableMap(new TreeMap<>(instances));
        tolerated = Set.copyOf(tolerated);
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

    /** What has been out of order with instances lately, as events tell it, oldest first. */
    public List<RdsEvent> troubles() {
        return around.troubles();
    }

    /** The account that the credentials in use belong to. */
    public String account() {
        return around.account();
    }

    /** Who accepts writes, as far as the members' flags tell. */
    public Writer writer() {
        return cluster.writer();
    }

    /** True when that instance is flagged as the writer, whoever else is. */
    public boolean writes(String id) {
        return cluster.writes(id);
    }

    /** The instance of that name. */
    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** True when an instance's status says that it serves, or a person says so of a status that nobody here knows. */
    public boolean serves(Instance instance) {
        return instance.outlook().serves() || tolerated.contains(instance.id() + " " + instance.status());
    }

    /** What an instance lacks to serve, completing "waiting for …"; empty when it serves. */
    public Optional<String> whyNotServing(String id) {
        Instance instance = instances.get(id);
        if (instance == null || cluster.member(id).isEmpty()) {
            return Optional.of(id + " to be a member of the cluster");
        }
        return serves(instance)
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
