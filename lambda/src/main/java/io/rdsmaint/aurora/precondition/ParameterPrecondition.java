package io.rdsmaint.aurora.precondition;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.Values;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * H28, H30. An instance that does not run with the values of its parameter groups. What passes by itself is waited for;
 * what doesn't, a person decides, at once: waiting would not change it.
 */
public final class ParameterPrecondition {
    /** A group may show in-sync some time after the instance is back; chosen. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Seconds between looks: only the operation waits. */
    private static final long LATER = 30;

    private ParameterPrecondition() {}

    /**
     * What an instance lacks to serve with the parameters that it is meant to have; empty when it does.
     *
     * @param side what its name is preceded by, such as {@code "green "}; empty for production
     */
    public static Optional<Violation> inService(Target target, ObservedCluster seen, String id, String side) {
        Optional<String> down = seen.whyNotServing(id);
        if (down.isPresent()) {
            return Optional.of(new Retry(side + down.get(), LATER));
        }
        Optional<Violation> stays = staying(target, seen, id, side).map(ask -> ask);
        return stays.or(() -> seen.whyNotInService(id).map(lacks -> new Retry(side + lacks, LATER)));
    }

    /** The question about parameters that waiting doesn't bring; empty when there are none. */
    static Optional<NeedsApproval> staying(Target target, ObservedCluster seen, String id, String side) {
        Map<String, String> groups = seen.parametersStaying(id);
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        String who = side + id + role(seen, id);
        String what = groups.entrySet().stream()
                .map(e -> e.getKey() + " is " + e.getValue())
                .collect(Collectors.joining(", "));
        boolean restart = !seen.parametersFailed(id);
        return Optional.of(new NeedsApproval(
                restart ? ClusterQuestion.RESTART_PENDING : ClusterQuestion.FAILED_TO_APPLY,
                restart ? "RESTART_PENDING" : "PARAMETERS_FAILED",
                Choices.ACCEPT,
                restart
                        ? who + " waits for a restart to apply parameters (" + what + ")."
                                + (side.isEmpty()
                                        ? " The operation instance_cycle gives it one, and reboots no writer that another"
                                                + " can stand in for."
                                        : "")
                        : who + " does not run with the parameters that it is meant to have (" + what
                                + "), and will not by itself.",
                seen.whyNotInService(id).orElse(what),
                commands(target, seen, id),
                Subjects.parameters(id, groups)));
    }

    /**
     * The objection to an instance that has come into service, by our doing or at its creation, without the values of its
     * groups. What it shows then may lag behind for a moment; after that a person decides. That a restart was to bring
     * the values, and was accepted as such, does not cover a restart that brought none.
     */
    public static Optional<Violation> sinceStart(Target target, ObservedCluster seen, String id, String since) {
        Map<String, String> groups = seen.parametersStaying(id);
        Optional<Retry> lacks = seen.whyNotInService(id).map(why -> new Retry(why, LATER));
        if (groups.isEmpty() || seen.whyNotServing(id).isPresent()) {
            return lacks.map(notYet -> notYet);
        }
        return Optional.of(new Grace(lacks.orElseThrow(), PATIENCE, notInSync(target, seen, id, since)));
    }

    /** The question that follows. */
    public static NeedsApproval notInSync(Target target, ObservedCluster seen, String id, String since) {
        Map<String, String> words = seen.parameterStatuses(id);
        return new NeedsApproval(
                        ClusterQuestion.FAILED_TO_APPLY,
                        Subjects.NOT_IN_SYNC,
                        Choices.PASS,
                        id + " " + since
                                + " and yet does not run with the parameters that it is meant to have. A value may be "
                                + "one that it can't take: look at what was set last.",
                        id + ": " + Values.words(words),
                        commands(target, seen, id),
                        Subjects.parametersAfterStart(id, words))
                .formerly(id + ": " + words);
    }

    private static String role(ObservedCluster seen, String id) {
        return seen.cluster()
                .member(id)
                .map(m -> m.writer() ? ", the writer," : ", a reader,")
                .orElse("");
    }

    /** What tells which values are set, and what became of them. */
    private static List<String> commands(Target target, ObservedCluster seen, String id) {
        Cluster cluster = seen.cluster();
        return List.of(
                Commands.describeInstance(target, id),
                Commands.clusterParameters(target, cluster.parameterGroup()),
                Commands.events(target, id));
    }
}
