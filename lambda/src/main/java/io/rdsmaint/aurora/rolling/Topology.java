package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instances of a cluster and the ways to reach them, as far as the order of changes depends on them.
 *
 * @param endpoints the cluster's reader endpoint first
 * @param temporaryId what the operation's temporary instance is called, whether there is one or not
 * @param scalingToSuspend reader auto scaling is registered for the cluster and at work, and the deployment may suspend it
 * @param readerCpu mean CPU of the readers in percent now; empty when unknown
 */
public record Topology(
        String clusterId,
        List<Member> members,
        List<ReaderEndpoint> endpoints,
        String temporaryId,
        boolean scalingToSuspend,
        OptionalDouble readerCpu) {
    /** A cluster has one writer and at most 15 readers. */
    public static final int MOST_MEMBERS = 16;

    public Topology {
        members = List.copyOf(members);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Who accepts writes. Nobody does in a secondary cluster of a global database; while a cluster shows none or
     * several, nobody knows, and preflight lets no such plan begin.
     */
    public Optional<Member> writer() {
        List<Member> flagged = members.stream().filter(Member::writer).toList();
        return flagged.size() == 1 ? Optional.of(flagged.getFirst()) : Optional.empty();
    }

    /** The names of all that are shown as the writer: none of them is a reader. */
    Set<String> writers() {
        return members.stream().filter(Member::writer).map(Member::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Everybody who isn't shown as the writer. */
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
