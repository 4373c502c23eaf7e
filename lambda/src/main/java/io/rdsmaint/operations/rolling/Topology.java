package io.rdsmaint.operations.rolling;

import io.rdsmaint.steps.ReaderEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * The instances of a cluster and the ways to reach them, as far as the order of changes depends on them.
 *
 * @param endpoints the cluster's reader endpoint first
 */
public record Topology(String clusterId, List<Member> members, List<ReaderEndpoint> endpoints) {
    /** A cluster has one writer and at most 15 readers. */
    public static final int MOST_MEMBERS = 16;

    public Topology {
        members = List.copyOf(members);
        endpoints = List.copyOf(endpoints);
    }

    /** Who accepts writes; nobody does in a secondary cluster of a global database. */
    public Optional<Member> writer() {
        return members.stream().filter(Member::writer).findFirst();
    }

    /** Everybody but the writer. */
    public List<Member> readers() {
        return members.stream().filter(m -> !m.writer()).toList();
    }

    /** The temporary instance that this operation made earlier. */
    public Optional<Member> temporary() {
        return members.stream().filter(Member::temporary).findFirst();
    }

    /** No room for one more reader. */
    public boolean full() {
        return members.size() >= MOST_MEMBERS;
    }

    /** The members' names. */
    public List<String> ids() {
        return members.stream().map(Member::id).toList();
    }
}
