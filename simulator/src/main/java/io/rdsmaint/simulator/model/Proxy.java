package io.rdsmaint.simulator.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An RDS Proxy that tracks a cluster, with its default endpoint and perhaps a read-only one. */
public final class Proxy {

    /** Why a target cannot be used, as DescribeDBProxyTargets puts it. */
    public record Ailment(String state, String reason, String description) {}

    private final Cluster cluster;
    private final String name;
    private final boolean readOnlyEndpoint;
    private final Map<String, Ailment> ailments = new HashMap<>();

    public Proxy(Cluster cluster, String name, boolean readOnlyEndpoint) {
        this.cluster = cluster;
        this.name = name;
        this.readOnlyEndpoint = readOnlyEndpoint;
    }

    public Cluster cluster() {
        return cluster;
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

    /** The targets through which queries get an answer: never the writer for read-only ones. */
    public List<Instance> usable(boolean readOnly) {
        return cluster.instances().stream()
                .filter(each -> each.engine().serving()
                        && each.writer() != readOnly
                        && ailment(each).isEmpty())
                .toList();
    }
}
