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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look at a cluster showed, and whatever follows from it: plans, checks, guards and steps ask nobody else. The cluster
 * and its instances have been read; what is around them is read when it is first asked for, and then kept.
 */
public class ObservedCluster {
    private final Cluster cluster;
    private final Map<String, Instance> instances;
    private final Surroundings around;
    private final Set<String> tolerated;

    /**
     * @param instances the cluster's instances by name, kept in the order given
     * @param around what is around them
     * @param tolerated statuses that nobody here knows and that a person has accepted, as {@code id word}
     */
    public ObservedCluster(
            Cluster cluster, Map<String, Instance> instances, Surroundings around, Set<String> tolerated) {
        this.cluster = cluster;
        this.instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
        this.around = around;
        this.tolerated = Set.copyOf(tolerated);
    }

    /** Instances by name, in the order of their names. */
    public static Map<String, Instance> byName(Collection<Instance> instances) {
        Map<String, Instance> byName = new TreeMap<>();
        instances.forEach(i -> byName.put(i.id(), i));
        return byName;
    }

    /** The same with cluster and instances looked at anew, and what is around them as before. */
    ObservedCluster with(Cluster newCluster, Map<String, Instance> newInstances) {
        return new ObservedCluster(newCluster, newInstances, around, tolerated);
    }

    /** The cluster. */
    public Cluster cluster() {
        return cluster;
    }

    /** The cluster's instances by name. */
    public Map<String, Instance> instances() {
        return instances;
    }

    /** The cluster's custom endpoints. */
    public List<CustomEndpoint> customEndpoints() {
        return around.customEndpoints().get();
    }

    /** The proxies that lead to it. */
    public List<Proxy> proxies() {
        return around.proxies().get();
    }

    /** How far readers are behind, by name, where CloudWatch knows. */
    public Map<String, Double> lagMillis() {
        return around.lagMillis().get();
    }

    /** The alarms that guard the operation, quiet ones too. */
    public List<GuardAlarm> alarms() {
        return around.alarms().get();
    }

    /** What has been out of order with instances lately, as events tell it, oldest first. */
    public List<RdsEvent> troubles() {
        return around.troubles().get();
    }

    /** The account that the credentials in use belong to. */
    public String account() {
        return around.account().get();
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

    /** The writer, when there is no doubt about its role and the instance is seen. */
    public Optional<Instance> writerInstance() {
        return writer().id().flatMap(this::instance);
    }

    /** The members that only read and whose instance is seen. */
    public List<Instance> readers() {
        return cluster.readers().stream()
                .flatMap(m -> instance(m.instanceId()).stream())
                .toList();
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
                && instance(id).filter(i -> !waitingGroups(i).isEmpty()).isPresent();
    }

    /** The parameter groups, the cluster's first, whose values wait for a restart of an instance. */
    public List<String> waitingGroups(Instance instance) {
        Stream<String> ofCluster = cluster.member(instance.id()).filter(m -> waits(m.parameterStatus())).stream()
                .map(m -> cluster.parameterGroup());
        Stream<String> own = instance.parameterGroups().stream()
                .filter(g -> waits(g.status()))
                .map(Instance.AppliedGroup::name);
        return Stream.concat(ofCluster, own).toList();
    }

    private static boolean waits(String status) {
        return ParameterStatus.of(status) == ParameterStatus.PENDING_REBOOT;
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

    /** All ways to reach readers, the cluster's own reader endpoint first. */
    public List<ReaderEndpoint> endpoints() {
        List<ReaderEndpoint> all = new ArrayList<>();
        all.add(ReaderEndpoint.ofCluster(cluster.id()));
        customEndpoints().forEach(c -> all.add(ReaderEndpoint.of(c)));
        proxies().stream().filter(Proxy::hasReadOnlyEndpoint).forEach(p -> all.add(ReaderEndpoint.ofProxy(p.name())));
        return all;
    }
}
