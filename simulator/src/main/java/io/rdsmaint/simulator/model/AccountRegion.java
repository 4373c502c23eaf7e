package io.rdsmaint.simulator.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one account has in one region. */
public final class AccountRegion {

    private final World world;
    private final String account;
    private final String region;
    private final Map<String, Cluster> clusters = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, ParameterGroup> instanceGroups = new LinkedHashMap<>();
    private final Map<String, ParameterGroup> clusterGroups = new LinkedHashMap<>();
    private final Map<String, CustomEndpoint> customEndpoints = new LinkedHashMap<>();
    private final Map<String, Proxy> proxies = new LinkedHashMap<>();
    private final Map<String, ScalingTarget> scalingTargets = new LinkedHashMap<>();
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, BlueGreenDeployment> blueGreenDeployments = new LinkedHashMap<>();
    private final Map<String, ClusterSnapshot> clusterSnapshots = new LinkedHashMap<>();
    private final Map<String, Integration> integrations = new LinkedHashMap<>();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final Map<String, SecurityGroup> securityGroups = new TreeMap<>();
    private final RecoveryService recovery = new RecoveryService(this);
    private final Map<String, Automation> automations = new LinkedHashMap<>();
    private final Orderable orderable = new Orderable();
    private String defaultAuthority = "rds-ca-rsa2048-g1";
    private int instanceQuota = 40;
    private int clusterQuota = 40;
    private int snapshotQuota = 100;
    private int copyQuota = 5;
    private int parameterGroupQuota = 50;

    AccountRegion(World world, String account, String region) {
        this.world = world;
        this.account = account;
        this.region = region;
        EngineVersions.all().stream().map(EngineVersion::family).distinct().forEach(family -> {
            String name = "default." + family;
            instanceGroups.put(name, new ParameterGroup(name, family, false));
            clusterGroups.put(name, new ParameterGroup(name, family, true));
        });
    }

    public World world() {
        return world;
    }

    public String account() {
        return account;
    }

    public String region() {
        return region;
    }

    /** The zones of the region that are on offer. */
    public List<String> zones() {
        return List.of(region + "a", region + "b", region + "c");
    }

    /** The ARN of one of its RDS resources. */
    public String arn(String kind, String id) {
        return "arn:aws:rds:" + region + ":" + account + ":" + kind + ":" + id;
    }

    public Collection<Cluster> clusters() {
        return List.copyOf(clusters.values());
    }

    public Optional<Cluster> cluster(String id) {
        return Optional.ofNullable(clusters.get(id));
    }

    /** Adds a cluster; its members follow. */
    public Cluster addCluster(String id, EngineVersion version, List<String> zones) {
        Cluster cluster = new Cluster(this, id, world.names().resourceId("cluster"), version, zones, world.now());
        clusters.put(id, cluster);
        return cluster;
    }

    /** Takes a cluster away, with its custom endpoints; proxies that tracked it have no target any more. */
    public void remove(Cluster cluster) {
        cluster.customEndpoints().forEach(each -> customEndpoints.remove(each.id()));
        proxies.values().stream().filter(each -> each.tracks(cluster)).forEach(Proxy::deregister);
        scalingTargets.values().removeIf(each -> each.cluster() == cluster);
        clusters.remove(cluster.id());
    }

    /** Gives a cluster another identifier; its endpoints and scaling registration go by it too. */
    public void rename(Cluster cluster, String newId) {
        clusters.remove(cluster.id());
        Optional<ScalingTarget> scaling = Optional.ofNullable(scalingTargets.remove("cluster:" + cluster.id()));
        cluster.renamed(newId);
        clusters.put(newId, cluster);
        scaling.ifPresent(each -> scalingTargets.put(each.resourceId(), each));
    }

    /** Gives a custom endpoint another identifier. */
    public void rename(CustomEndpoint endpoint, String newId) {
        customEndpoints.remove(endpoint.id());
        endpoint.renamed(newId);
        customEndpoints.put(newId, endpoint);
    }

    public List<Instance> instances() {
        return clusters.values().stream()
                .flatMap(cluster -> cluster.instances().stream())
                .toList();
    }

    public Optional<Instance> instance(String id) {
        return instances().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    void add(Event event) {
        events.add(event);
    }

    /** Instance parameter groups by name. */
    public Map<String, ParameterGroup> instanceGroups() {
        return instanceGroups;
    }

    /** Cluster parameter groups by name. */
    public Map<String, ParameterGroup> clusterGroups() {
        return clusterGroups;
    }

    /** Its Elastic Disaster Recovery. */
    public RecoveryService recovery() {
        return recovery;
    }

    /** Executions of automations by the token of their start. */
    public Map<String, Automation> automations() {
        return automations;
    }

    /** Custom endpoints by identifier. */
    public Map<String, CustomEndpoint> customEndpoints() {
        return customEndpoints;
    }

    /** Proxies by name. */
    public Map<String, Proxy> proxies() {
        return proxies;
    }

    /** Registered reader counts by resource id, such as {@code cluster:demo}. */
    public Map<String, ScalingTarget> scalingTargets() {
        return scalingTargets;
    }

    /** CloudWatch alarms by name. */
    public Map<String, Alarm> alarms() {
        return alarms;
    }

    /** Blue/green deployments by identifier. */
    public Map<String, BlueGreenDeployment> blueGreenDeployments() {
        return blueGreenDeployments;
    }

    /** Manual cluster snapshots by identifier. */
    public Map<String, ClusterSnapshot> clusterSnapshots() {
        return clusterSnapshots;
    }

    /** Zero-ETL integrations by name. */
    public Map<String, Integration> integrations() {
        return integrations;
    }

    /** By their ids. */
    public Map<String, SecurityGroup> securityGroups() {
        return securityGroups;
    }

    /** Secrets by ARN. */
    public Map<String, Secret> secrets() {
        return secrets;
    }

    /** Which classes can be had. */
    public Orderable orderable() {
        return orderable;
    }

    /** The certificate authority of instances that are created without naming one. */
    public String defaultAuthority() {
        return defaultAuthority;
    }

    public void defaultAuthority(String value) {
        defaultAuthority = value;
    }

    public int instanceQuota() {
        return instanceQuota;
    }

    public void instanceQuota(int value) {
        instanceQuota = value;
    }

    public int clusterQuota() {
        return clusterQuota;
    }

    public void clusterQuota(int value) {
        clusterQuota = value;
    }

    /** How many manual cluster snapshots it may have. */
    public int snapshotQuota() {
        return snapshotQuota;
    }

    public void snapshotQuota(int value) {
        snapshotQuota = value;
    }

    /** How many copies from other regions may be under way to it at once. */
    public int copyQuota() {
        return copyQuota;
    }

    public void copyQuota(int value) {
        copyQuota = value;
    }

    /** How many parameter groups of each kind the account may have, default ones not counted. */
    public int parameterGroupQuota() {
        return parameterGroupQuota;
    }

    public void parameterGroupQuota(int value) {
        parameterGroupQuota = value;
    }

    /** The instances that run with a group's values. */
    public List<Instance> users(ParameterGroup group) {
        return instances().stream()
                .filter(each -> group.name()
                        .equals(group.ofClusters() ? each.cluster().parameterGroup() : each.parameterGroup()))
                .toList();
    }
}
