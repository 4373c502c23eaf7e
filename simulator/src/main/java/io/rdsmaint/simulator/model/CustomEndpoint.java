package io.rdsmaint.simulator.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A custom endpoint of a cluster. With a static list only those members serve it; without one all do that are not
 * excluded, new ones included. One for readers never leads to the writer.
 */
public final class CustomEndpoint extends Resource {

    private final Cluster cluster;
    private final Set<String> staticMembers = new TreeSet<>();
    private final Set<String> excludedMembers = new TreeSet<>();
    private String type;
    private boolean forWrites;

    /**
     * @param type {@code READER} or {@code ANY}
     */
    public CustomEndpoint(Cluster cluster, String id, String type) {
        super(
                cluster.site(),
                "cluster-endpoint",
                id,
                cluster.site().world().names().resourceId("cluster-endpoint"),
                "available");
        this.cluster = cluster;
        this.type = type;
    }

    public Cluster cluster() {
        return cluster;
    }

    public String type() {
        return type;
    }

    public void type(String value) {
        type = value;
    }

    /** True when the scenario began with it leading to the writer through its list: clients write through it. */
    public boolean forWrites() {
        return forWrites;
    }

    public void forWrites(boolean value) {
        forWrites = value;
    }

    public Set<String> staticMembers() {
        return staticMembers;
    }

    public Set<String> excludedMembers() {
        return excludedMembers;
    }

    /** True when connections may lead to the instance in its present role. */
    public boolean leadsTo(Instance instance) {
        boolean listed = staticMembers.isEmpty()
                ? !excludedMembers.contains(instance.id())
                : staticMembers.contains(instance.id());
        return listed && !(type.equals("READER") && instance.writer());
    }

    /** The members that serve it now. */
    public List<Instance> serving() {
        return cluster.instances().stream()
                .filter(each -> each.engine().serving() && leadsTo(each))
                .toList();
    }

    @Override
    boolean exists() {
        return equals(site().customEndpoints().get(id()));
    }
}
