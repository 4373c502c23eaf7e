package io.rdsmaint.simulator.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An RDS Proxy that tracks a cluster, with its default endpoint and perhaps a read-only one. */
public final class Proxy {

    /** Why a target cannot be used, as DescribeDBProxyTargets puts it. */
    public record Ailment(String state, String reason, String description) {}

    private final String name;
    private final boolean readOnlyEndpoint;
    private final Map<String, Ailment> ailments = new HashMap<>();
    private Cluster cluster;
    private boolean registered = true;

    public Proxy(Cluster cluster, String name, boolean readOnlyEndpoint) {
        this.cluster = cluster;
        this.name = name;
        this.readOnlyEndpoint = readOnlyEndpoint;
    }

    /** The cluster that it tracks, or the last one that it did. */
    public Cluster cluster() {
        return cluster;
    }

    /** True while a cluster is registered as its target. */
    public boolean registered() {
        return registered;
    }

    /** True when the cluster is its target. */
    public boolean tracks(Cluster which) {
        return registered && cluster == which;
    }

    /** Makes the cluster its target. */
    public void register(Cluster target) {
        cluster = target;
        registered = true;
    }

    /** Leaves it without a target. */
    public void deregister() {
        registered = false;
    }

    public String name() {
        return name;
    }

    public boolean readOnlyEndpoint() {
        return readOnlyEndpoint;
    }

    /** Makes a target unusable although its instance serves, for example for {@code AUTH_FAILURE}. */
    public void ail(String instance, Ailment ailment) {
        ailments.put(instance, ailment);
    }

    /** Ends all such ailments. */
    public void heal() {
        ailments.clear();
    }

    /** What ails a target by an outsider's doing. */
    public Optional<Ailment> ailment(Instance instance) {
        return Optional.ofNullable(ailments.get(instance.id()));
    }

    /**
     * The targets through which queries get an answer: never the writer for read-only ones, and no writer of a cluster
     * that is not in production.
     */
    public List<Instance> usable(boolean readOnly) {
        if (!registered || !(readOnly || cluster.live())) {
            return List.of();
        }
        return cluster.instances().stream()
                .filter(each -> each.engine().serving()
                        && each.writer() != readOnly
                        && ailment(each).isEmpty())
                .toList();
    }
}
