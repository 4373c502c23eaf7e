package io.rdsmaint.aurora.rolling;

import io.rdsmaint.aurora.cluster.ReaderEndpoint;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a temporary reader stands in while it is the turn of the others, and how many readers each endpoint keeps.
 *
 * @param wanted a temporary reader is part of the plan
 * @param why it is, for the plan's notes; empty when it isn't
 * @param joins custom endpoints that it must serve
 * @param floors the fewest readers of each endpoint, by its name; guards hold the cluster to them
 * @param findings what the operator has to decide or to know
 */
record TemporaryInstanceDecision(
        boolean wanted, String why, List<ReaderEndpoint> joins, Map<String, Integer> floors, List<Finding> findings) {
    /** The limit of preflight's {@code reader-capacity}, which asks above it. */
    private static final double BUSY_PERCENT = 70;

    /** Decides. */
    static TemporaryInstanceDecision decide(Topology topology, Route route, MemberChange work, RollingOptions options) {
        return new Decision(topology, route, work, options).decide();
    }

    private static final class Decision {
        private final Topology topology;
        private final Route route;
        private final MemberChange work;
        private final RollingOptions options;
        private final Map<String, Integer> asked = new LinkedHashMap<>();
        private final List<Finding> findings = new ArrayList<>();

        Decision(Topology topology, Route route, MemberChange work, RollingOptions options) {
            this.topology = topology;
            this.route = route;
            this.work = work;
            this.options = options;
        }

        TemporaryInstanceDecision decide() {
            askedFloors();
            List<ReaderEndpoint> starved = starved(topology.endpoints(), false);
            String need = need(starved);
            boolean there = topology.temporary().isPresent();
            boolean wanted = there
                    || switch (options.temporary()) {
                        case ALWAYS -> true;
                        case NEVER -> false;
                        case AUTO -> !need.isEmpty();
                    };
            if (wanted && !there && topology.full()) {
                wanted = false;
                noRoom(!need.isEmpty());
            }
            List<ReaderEndpoint> joins = wanted
                    ? starved.stream()
                            .filter(e -> e.kind() == ReaderEndpoint.Kind.CUSTOM)
                            .toList()
                    : List.of();
            List<ReaderEndpoint> endpoints =
                    topology.endpoints().stream().map(e -> wantedIn(e, joins)).toList();
            Map<String, Integer> fewest = route.fewest(topology, endpoints, wanted ? topology.temporaryId() : null);
            if (wanted) {
                explainShortage(starved(endpoints, true));
            } else {
                explainShortage(starved);
            }
            Map<String, Integer> floors = new LinkedHashMap<>(asked);
            fewest.forEach((name, readers) -> floors.merge(name, readers, Math::min));
            topology.temporary()
                    .ifPresent(t -> without(t.id(), endpoints)
                            .forEach((name, readers) -> floors.merge(name, readers, Math::min)));
            return new TemporaryInstanceDecision(wanted, wanted ? why(need, there) : "", joins, floors, findings);
        }

        /** What is left once a temporary instance that is there is deleted: the plan may not forbid its own end. */
        private Map<String, Integer> without(String temporary, List<ReaderEndpoint> endpoints) {
            List<String> left =
                    topology.ids().stream().filter(id -> !id.equals(temporary)).toList();
            List<String> writers = Stream.concat(route.candidate().stream(), topology.writer().stream())
                    .map(Member::id)
                    .filter(left::contains)
                    .toList();
            Map<String, Integer> readers = new LinkedHashMap<>();
            endpoints.forEach(e -> readers.put(
                    e.name(),
                    writers.stream()
                            .mapToInt(writer -> e.serving(left, Set.of(writer)))
                            .min()
                            .orElseGet(() -> e.serving(left, Set.copyOf(left.subList(0, Math.min(1, left.size())))))));
            return readers;
        }

        private ReaderEndpoint wantedIn(ReaderEndpoint endpoint, List<ReaderEndpoint> joins) {
            if (endpoint.kind() != ReaderEndpoint.Kind.CUSTOM) {
                return endpoint;
            }
            return joins.contains(endpoint)
                    ? endpoint.with(topology.temporaryId())
                    : endpoint.without(topology.temporaryId());
        }

        private void askedFloors() {
            for (ReaderEndpoint endpoint : topology.endpoints()) {
                int now = endpoint.serving(topology.ids(), topology.writers());
                int atLeast = options.minReaders().orElse(1);
                asked.put(endpoint.name(), Math.min(atLeast, now));
                if (endpoint.kind() == ReaderEndpoint.Kind.CLUSTER
                        && options.minReaders().isPresent()
                        && atLeast > now) {
                    findings.add(new Finding(
                            "min-readers-too-high",
                            Severity.REFUSE,
                            "min_readers is " + atLeast + ", the cluster has " + now + " readers",
                            "set min_readers to " + now + " or less"));
                }
            }
        }

        private List<ReaderEndpoint> starved(List<ReaderEndpoint> endpoints, boolean withSpare) {
            Map<String, Integer> fewest = route.fewest(topology, endpoints, withSpare ? topology.temporaryId() : null);
            return topology.endpoints().stream()
                    .filter(e -> fewest.getOrDefault(e.name(), Integer.MAX_VALUE) < asked.getOrDefault(e.name(), 0))
                    .toList();
        }

        private String need(List<ReaderEndpoint> starved) {
            if (route.leaderless()) {
                return "no other instance can take the writes meanwhile";
            }
            if (!starved.isEmpty()) {
                return names(starved) + " would fall below "
                        + options.minReaders().orElse(1) + " reader";
            }
            if (topology.members().size() == 2
                    && topology.writer().isPresent()
                    && !route.readers().isEmpty()) {
                return "the cluster would be without reader and failover target";
            }
            if (busyLoad() > BUSY_PERCENT) {
                return "the remaining readers would be at " + Math.round(busyLoad()) + " % CPU";
            }
            return "";
        }

        /** CPU of the remaining readers, when the load of the one that is out spreads over them. */
        private double busyLoad() {
            int readers = topology.readers().size();
            boolean spreads = readers > 1 && !route.empty();
            return spreads ? topology.readerCpu().orElse(0) * readers / (readers - 1) : 0;
        }

        private String why(String need, boolean there) {
            if (there) {
                return "it is there already";
            }
            return need.isEmpty() ? "temporary_instance is always" : need;
        }

        private void noRoom(boolean needed) {
            boolean must = options.temporary() == Temporary.ALWAYS || route.leaderless();
            if (must || needed) {
                findings.add(new Finding(
                        "no-room-for-temporary-instance",
                        must ? Severity.REFUSE : Severity.ASK,
                        "the cluster has " + topology.members().size() + " members, the most there can be, and a "
                                + "temporary instance is " + (route.leaderless() || !must ? "needed" : "asked for"),
                        must
                                ? "remove a reader first, or exclude fewer instances"
                                        + (route.leaderless() ? "" : ", or set temporary_instance to auto")
                                : "answer continue to go on without it, or abort and remove a reader first"));
            }
        }

        private void explainShortage(List<ReaderEndpoint> starved) {
            if (starved.isEmpty()) {
                return;
            }
            boolean strict = starved.stream().anyMatch(e -> e.kind() != ReaderEndpoint.Kind.CLUSTER);
            Severity severity =
                    options.minReaders().isPresent() ? Severity.REFUSE : strict ? Severity.ASK : Severity.WARN;
            findings.add(new Finding(
                    "readers-below-minimum",
                    severity,
                    names(starved) + " would be left with fewer than "
                            + options.minReaders().orElse(1) + " reader while an instance is "
                            + work.wording().participle()
                            + (strict
                                    ? "; unlike the cluster's reader endpoint, it does not lead to the writer then"
                                    : ""),
                    options.temporary() == Temporary.NEVER
                            ? "set temporary_instance to auto, or min_readers to what you accept"
                            : "add a reader (to that endpoint) first, or set min_readers to what you accept"));
        }

        private static String names(List<ReaderEndpoint> endpoints) {
            return endpoints.stream().map(ReaderEndpoint::name).collect(Collectors.joining(", "));
        }
    }
}
