package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn is when, and who writes meanwhile, before any thought of a temporary instance.
 *
 * @param readers readers whose turn is before the writer moves, the candidate first
 * @param writer the writer, when its turn has to come or it can't stay the writer
 * @param candidate who becomes the writer meanwhile; empty when nobody can
 * @param followers readers whose turn is after the writer has moved, because they restart when it does
 */
record Route(List<Member> readers, Optional<Member> writer, Optional<Member> candidate, List<Member> followers) {

    /** Finds the route. */
    static Route of(Topology topology, MemberChange work) {
        Optional<Member> writer = topology.writer().filter(w -> work.pending(w) || !w.canStay());
        Optional<Member> candidate = writer.flatMap(w -> candidate(topology, w, work));
        boolean follow = writer.isPresent() && work.readersFollowWriter();
        List<Member> inTurn = topology.readers().stream()
                .filter(work::pending)
                .sorted(Comparator.comparingInt(
                                (Member m) -> last(!candidate.map(Member::id).equals(Optional.of(m.id()))))
                        .thenComparingInt(Member::tier)
                        .thenComparing(Member::id))
                .toList();
        Predicate<Member> follows = m -> follow && !candidate.map(Member::id).equals(Optional.of(m.id()));
        return new Route(
                inTurn.stream().filter(follows.negate()).toList(),
                writer,
                candidate,
                inTurn.stream().filter(follows).toList());
    }

    /**
     * The reader to promote: one that leaves no reader endpoint empty, that scales with the writer, that needs nothing
     * (it is proven, and its cache is warm), in the writer's zone, in the lowest tier.
     */
    private static Optional<Member> candidate(Topology topology, Member writer, MemberChange work) {
        return topology.readers().stream()
                .filter(m -> m.ours() && work.fits(m, writer))
                .min(Comparator.comparingInt(
                                (Member m) -> last(!emptied(topology, m).isEmpty()))
                        .thenComparingInt(m -> last(!m.canWriteAs(work.classAfter(m))))
                        .thenComparingInt(m -> last(work.needs(m)))
                        .thenComparingInt(m -> last(!m.zone().equals(writer.zone())))
                        .thenComparingInt(Member::tier)
                        .thenComparing(Member::id));
    }

    private static int last(boolean isLast) {
        return isLast ? 1 : 0;
    }

    /** Endpoints that lead somewhere now and nowhere once that reader writes. */
    static List<ReaderEndpoint> emptied(Topology topology, Member newWriter) {
        Set<String> then = Set.of(newWriter.id());
        return topology.endpoints().stream()
                .filter(e -> e.kind() == ReaderEndpoint.Kind.CUSTOM)
                .filter(e -> e.serving(topology.ids(), topology.writers()) > 0 && e.serving(topology.ids(), then) == 0)
                .toList();
    }

    /**
     * The fewest readers that each endpoint leads to while this route is taken, by endpoint name.
     *
     * @param spare an instance that serves throughout, or null
     */
    Map<String, Integer> fewest(Topology topology, List<ReaderEndpoint> endpoints, @Nullable String spare) {
        Map<String, Integer> fewest = new LinkedHashMap<>();
        for (Phase phase : phases(topology, spare)) {
            List<String> serving = new ArrayList<>(topology.ids());
            serving.remove(phase.out());
            if (spare != null && !serving.contains(spare)) {
                serving.add(spare);
            }
            endpoints.forEach(e -> fewest.merge(e.name(), e.serving(serving, phase.writers()), Math::min));
        }
        return fewest;
    }

    private List<Phase> phases(Topology topology, @Nullable String spare) {
        Set<String> writes = topology.writers();
        List<Phase> phases = new ArrayList<>();
        readers.forEach(r -> phases.add(new Phase(r.id(), writes)));
        Set<String> then = candidate
                .map(Member::id)
                .or(() -> Optional.ofNullable(spare))
                .map(Set::of)
                .orElse(Set.of());
        followers.forEach(r -> phases.add(new Phase(r.id(), then)));
        writer.ifPresent(w -> phases.add(new Phase(w.id(), then)));
        return phases;
    }

    /** True when it is nobody's turn. */
    boolean empty() {
        return readers.isEmpty() && followers.isEmpty() && writer.isEmpty();
    }

    /** True when the writer has to step down and no member can take its place. */
    boolean leaderless() {
        return writer.isPresent() && candidate.isEmpty();
    }

    /** One instance is out of service, another writes. */
    private record Phase(String out, Set<String> writers) {}
}
