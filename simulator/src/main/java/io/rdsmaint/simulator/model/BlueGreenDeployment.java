package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A blue/green deployment: a cluster, the copy of it that is kept in step, and how far the exchange of the two is. ARNs
 * are read at the moment they are asked for, so that they follow every renaming. One that somebody else has made,
 * of clusters that the scenario need not have, is no more than its ARNs and its status.
 */
public final class BlueGreenDeployment {

    /** A resource of the blue side and its counterpart, once there is one. */
    public static final class Pair {

        private final Resource source;
        private @Nullable Resource target;

        private Pair(Resource source) {
            this.source = source;
        }

        public String sourceArn() {
            return source.arn();
        }

        /** Empty until the counterpart has been created. */
        public Optional<String> targetArn() {
            return Optional.ofNullable(target).map(Resource::arn);
        }

        private boolean sourceMissing() {
            return !source.exists();
        }

        private boolean targetMissing() {
            return target != null && !target.exists();
        }

        /** True when the resource or its counterpart has been deleted. */
        public boolean broken() {
            return sourceMissing() || targetMissing();
        }
    }

    private final String id;
    private final String name;
    private final Supplier<String> source;
    private final Instant createdAt;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> tasks = new LinkedHashMap<>();
    private final Map<Resource, Pair> pairs = new LinkedHashMap<>();
    private final Set<Proxy> followers = new LinkedHashSet<>();
    private final String sourceId;
    private final @Nullable Cluster blue;
    private Supplier<String> target;
    private @Nullable Cluster green;
    private String status;
    private String statusDetails = "";
    private String memberStatus = "PROVISIONING";
    private double lagSeconds = 0.2;
    private @Nullable Instant deletedAt;

    /** One that somebody else has made, known by its ARNs and its status alone. */
    public BlueGreenDeployment(
            String id, String name, String sourceArn, String targetArn, String status, Instant createdAt) {
        this(id, name, () -> sourceArn, () -> targetArn, null, status, createdAt);
    }

    /** One that begins: its copy is still to be made. */
    public BlueGreenDeployment(String id, String name, Cluster blue, Instant createdAt) {
        this(id, name, blue::arn, () -> "", blue, "PROVISIONING", createdAt);
        pairs.put(blue, new Pair(blue));
        blue.instances().forEach(each -> pairs.put(each, new Pair(each)));
        blue.customEndpoints().forEach(each -> pairs.put(each, new Pair(each)));
        blue.site().proxies().values().stream()
                .filter(proxy -> proxy.tracks(blue))
                .forEach(followers::add);
    }

    private BlueGreenDeployment(
            String id,
            String name,
            Supplier<String> source,
            Supplier<String> target,
            @Nullable Cluster blue,
            String status,
            Instant createdAt) {
        this.id = id;
        this.name = name;
        this.source = source;
        this.target = target;
        this.blue = blue;
        this.sourceId = blue == null ? "" : blue.id();
        this.status = status;
        this.createdAt = createdAt;
    }

    /** AWS's identifier, such as {@code bgd-…}. */
    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** By what names a fault may mean it: its own, its identifier, and the blue cluster's at its creation. */
    public Set<String> names() {
        return Set.copyOf(List.of(id, name, sourceId));
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Map<String, String> tags() {
        return tags;
    }

    public String sourceArn() {
        return source.get();
    }

    /** Empty while there is no green cluster yet. */
    public String targetArn() {
        return target.get();
    }

    /** The cluster that was in production when it was created; empty for one that somebody else has made. */
    public Optional<Cluster> blue() {
        return Optional.ofNullable(blue);
    }

    /** The copy, once it exists. */
    public Optional<Cluster> green() {
        return Optional.ofNullable(green);
    }

    /** Sets the copy. */
    public void green(Cluster cluster) {
        green = cluster;
        target = cluster::arn;
        if (blue != null) {
            pair(blue).target = cluster;
        }
    }

    /** True for the clusters of either side. */
    public boolean concerns(Cluster cluster) {
        return cluster == blue
                || cluster == green
                || sourceArn().equals(cluster.arn())
                || targetArn().equals(cluster.arn());
    }

    /** Resources with their counterparts: the cluster first, then instances, then custom endpoints. */
    public List<Pair> pairs() {
        return List.copyOf(pairs.values());
    }

    private Pair pair(Resource blueResource) {
        Pair found = pairs.get(blueResource);
        if (found == null) {
            throw new IllegalArgumentException(blueResource + " is no part of " + name);
        }
        return found;
    }

    /** The instances that it was created with. */
    public List<Instance> pairedInstances() {
        return paired(Instance.class);
    }

    /** The custom endpoints that it was created with. */
    public List<CustomEndpoint> pairedEndpoints() {
        return paired(CustomEndpoint.class);
    }

    /** Instances with their counterparts in the green cluster. */
    public Map<Instance, Instance> counterparts() {
        return counterparts(Instance.class);
    }

    /** Custom endpoints with their counterparts of the green cluster. */
    public Map<CustomEndpoint, CustomEndpoint> endpointCounterparts() {
        return counterparts(CustomEndpoint.class);
    }

    private <T> Map<T, T> counterparts(Class<T> kind) {
        var all = new LinkedHashMap<T, T>();
        pairs.forEach((of, pair) -> {
            if (kind.isInstance(of) && pair.target != null) {
                all.put(kind.cast(of), kind.cast(pair.target));
            }
        });
        return all;
    }

    private <T> List<T> paired(Class<T> kind) {
        var all = new ArrayList<T>();
        pairs.keySet().stream().filter(kind::isInstance).map(kind::cast).forEach(all::add);
        return List.copyOf(all);
    }

    /** Sets the counterpart of an instance or a custom endpoint. */
    public <R extends Resource> void counterpart(R of, R counterpart) {
        pair(of).target = counterpart;
    }

    /** Proxies that had the blue cluster as their target when it was created: they follow to the green one. */
    public Set<Proxy> followers() {
        return Set.copyOf(followers);
    }

    /** Tasks of its creation with their status, in their order. */
    public Map<String, String> tasks() {
        return tasks;
    }

    public String status() {
        return status;
    }

    public void status(String value) {
        status = value;
    }

    public String statusDetails() {
        return statusDetails;
    }

    public void statusDetails(String value) {
        statusDetails = value;
    }

    /** Sets the switchover status of all its resources. */
    public void memberStatus(String value) {
        memberStatus = value;
    }

    /** The switchover status of one resource: what is missing tells more than how far the others are. */
    public String memberStatus(Pair pair) {
        return pair.sourceMissing() ? "MISSING_SOURCE" : pair.targetMissing() ? "MISSING_TARGET" : memberStatus;
    }

    /** True from its call until it is gone. */
    public boolean deleting() {
        return status.equals("DELETING");
    }

    /** True once the copy has taken the place of the original. */
    public boolean completed() {
        return memberStatus.equals("SWITCHOVER_COMPLETED") || status.equals("SWITCHOVER_COMPLETED");
    }

    /** True while the copy is kept in step with the original. */
    public boolean replicating() {
        return status.equals("AVAILABLE")
                || status.equals("SWITCHOVER_FAILED")
                || status.equals("SWITCHOVER_IN_PROGRESS");
    }

    /** How far the copy is behind the original. */
    public double lagSeconds() {
        return lagSeconds;
    }

    public void lagSeconds(double value) {
        lagSeconds = value;
    }

    /** When its deletion was asked for. */
    public Optional<Instant> deletedAt() {
        return Optional.ofNullable(deletedAt);
    }

    public void deletedAt(Instant value) {
        deletedAt = value;
    }
}
