package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Times;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.NeedsApproval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Objects while RDS's events say that the KMS key of an instance can't be reached. Whatever runs goes on running for a
 * while, so that every status says {@code available}; but a new host, a restart and a promotion need the key, and what
 * was taken away may not come back.
 *
 * <p>RDS-EVENT-0418 and 0419 tell that the key can't be reached, 0420 that it can be again: Aurora User Guide,
 * <i>Amazon RDS event categories and event messages</i>. DescribeEvents shows no ids, so they are known by their words;
 * of each instance the last one counts.
 */
public final class KeyPrecondition {
    private static final String LOST = "unable to access the kms encryption key";
    private static final String FOUND = "can now successfully access the kms encryption key";

    private KeyPrecondition() {}

    /** Holds before everything that disturbs service, on the way back, too. Last of all guards: it costs a call. */
    static Precondition<ChangeContext> keyReachable() {
        return new Precondition<>(
                "keyReachable",
                context -> context.proposed().disturbs()
                        ? objection(context).map(List::<Violation>of).orElse(List.of())
                        : List.of());
    }

    private static Optional<Violation> objection(ChangeContext context) {
        Map<String, RdsEvent> last = new TreeMap<>();
        context.seen().troubles().stream()
                .filter(e -> context.seen().instances().containsKey(e.source()))
                .filter(e -> says(e, LOST) || says(e, FOUND))
                .sorted(Comparator.comparing(RdsEvent::at))
                .forEach(e -> last.put(e.source(), e));
        last.values().removeIf(e -> says(e, FOUND));
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(new NeedsApproval(
                                ClusterQuestion.KEY_UNREACHABLE,
                                "KEY_UNREACHABLE",
                                Choices.ACCEPT,
                                "RDS can't reach the KMS key of the cluster: what restarts, moves or is made now may not come up.",
                                last.values().stream()
                                        .map(e -> e.source() + ", " + Times.words(e.at()) + ": " + e.message())
                                        .collect(Collectors.joining("; ")),
                                last.keySet().stream()
                                        .map(id -> Commands.events(context.target(), id))
                                        .toList(),
                                last.values().stream()
                                        .map(e -> e.source() + " since " + e.at())
                                        .toList())
                        .formerly(last.values().stream()
                                .map(e -> e.source() + ", " + e.at() + ": " + e.message())
                                .collect(Collectors.joining("; "))));
    }

    private static boolean says(RdsEvent event, String words) {
        return event.message().toLowerCase(Locale.ROOT).contains(words);
    }
}
