package io.rdsmaint.aurora.cluster;

import io.rdsmaint.gateway.rds.CustomEndpoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A name by which clients reach readers.
 *
 * @param id the cluster's, the custom endpoint's or the proxy's identifier
 * @param only the instances it is limited to; empty: all that are not in {@code except}
 * @param except instances it never reaches
 * @param writerToo whether it also reaches the writer
 */
public record ReaderEndpoint(Kind kind, String id, Set<String> only, Set<String> except, boolean writerToo) {

    public ReaderEndpoint {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
    }

    /** Whose endpoint it is. */
    public enum Kind {
        /** The cluster's reader endpoint, which leads to the writer when there is no reader. */
        CLUSTER,
        /** A custom endpoint, which leads nowhere when none of its members serves. */
        CUSTOM,
        /** A proxy's read-only endpoint: without a reader, queries wait until they time out. */
        PROXY
    }

    /** The reader endpoint of a cluster. */
    public static ReaderEndpoint ofCluster(String clusterId) {
        return new ReaderEndpoint(Kind.CLUSTER, clusterId, Set.of(), Set.of(), false);
    }

    /** The read-only endpoint of a proxy. */
    public static ReaderEndpoint ofProxy(String proxy) {
        return new ReaderEndpoint(Kind.PROXY, proxy, Set.of(), Set.of(), false);
    }

    /** A custom endpoint. */
    public static ReaderEndpoint of(CustomEndpoint custom) {
        return new ReaderEndpoint(
                Kind.CUSTOM,
                custom.id(),
                Set.copyOf(custom.staticMembers()),
                Set.copyOf(custom.excludedMembers()),
                !custom.type().equals("READER"));
    }

    /** For people and as a key: unique within a cluster. */
    public String name() {
        return switch (kind) {
            case CLUSTER -> "reader endpoint";
            case CUSTOM -> "custom endpoint " + id;
            case PROXY -> "read-only endpoint of proxy " + id;
        };
    }

    /** True when the instance belongs to it, in whatever role. */
    public boolean reaches(String instance) {
        return only.isEmpty() ? !except.contains(instance) : only.contains(instance);
    }

    /** True when new instances belong to it by themselves. */
    public boolean dynamic() {
        return only.isEmpty();
    }

    /**
     * How many of the serving instances it leads to.
     *
     * @param writers whoever writes, or may: none of them counts as a reader
     */
    public int serving(Collection<String> serving, Set<String> writers) {
        return (int) serving.stream()
                .filter(i -> writerToo || !writers.contains(i))
                .filter(this::reaches)
                .count();
    }

    /** The same endpoint with the instance belonging to it. */
    public ReaderEndpoint with(String instance) {
        return dynamic()
                ? new ReaderEndpoint(kind, id, only, minus(except, instance), writerToo)
                : new ReaderEndpoint(kind, id, plus(only, instance), except, writerToo);
    }

    /** The same endpoint without the instance. */
    public ReaderEndpoint without(String instance) {
        return dynamic()
                ? new ReaderEndpoint(kind, id, only, plus(except, instance), writerToo)
                : new ReaderEndpoint(kind, id, minus(only, instance), except, writerToo);
    }

    private static Set<String> plus(Set<String> set, String one) {
        Set<String> more = new HashSet<>(set);
        more.add(one);
        return more;
    }

    private static Set<String> minus(Set<String> set, String one) {
        Set<String> fewer = new HashSet<>(set);
        fewer.remove(one);
        return fewer;
    }
}
