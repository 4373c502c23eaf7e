package io.rdsmaint.gateway.rds;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who accepts writes, as DescribeDBClusters shows it: {@code IsClusterWriter} is each member's own flag, and while
 * roles change none or several may have it. What names a writer, or takes an instance away because it is none, needs
 * {@link One}; a member that is flagged itself is never taken for a reader, whoever else is ({@link Cluster#writes}).
 */
public sealed interface Writer {

    /** Exactly one member is flagged. */
    record One(Cluster.Member member) implements Writer {}

    /**
     * No member is flagged: roles are changing, or it is the secondary cluster of a global database, or it has no
     * members.
     */
    record None() implements Writer {}

    /** Several members are flagged: one of them may be the former writer, and nothing says which. */
    record Several(List<Cluster.Member> members) implements Writer {
        public Several {
            members = List.copyOf(members);
        }
    }

    /** What the members' flags say. */
    static Writer of(List<Cluster.Member> members) {
        List<Cluster.Member> flagged =
                members.stream().filter(Cluster.Member::writer).toList();
        return switch (flagged.size()) {
            case 0 -> new None();
            case 1 -> new One(flagged.getFirst());
            default -> new Several(flagged);
        };
    }

    /** The writer, when there is no doubt. */
    default Optional<Cluster.Member> one() {
        return this instanceof One(Cluster.Member member) ? Optional.of(member) : Optional.empty();
    }

    /** The writer's name, when there is no doubt. */
    default Optional<String> id() {
        return one().map(Cluster.Member::instanceId);
    }

    /** The names of all that are flagged, or "none". */
    default String words() {
        return switch (this) {
            case One(Cluster.Member member) -> member.instanceId();
            case None() -> "none";
            case Several(List<Cluster.Member> members) ->
                members.stream().map(Cluster.Member::instanceId).collect(Collectors.joining(" and "));
        };
    }
}
