package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Writer;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a cluster shows who writes. While it shows nobody, or several members, nothing is taken away and nothing is
 * done: whoever looks like a reader may be the writer. Such a view passes; one that doesn't is a person's to judge, and
 * nobody can accept it.
 */
public final class Roles {
    /** The code of preflight's finding about the same. */
    public static final String CHECK = "writer-known";

    private static final String NOT_ONE =
            "The cluster does not show one writer, so any of its instances may be the one that writes.";
    private static final String NO_INSTANCE =
            "The cluster has no instance, so nobody is connected to it; its data is kept. An instance that somebody makes"
                    + " becomes its writer.";

    /** Several times what a failover takes, 35 seconds typically (Aurora guide, high availability); chosen. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /** Seconds between looks: clients wait. */
    private static final long SOON = 10;

    private Roles() {}

    /**
     * The wait for one writer, and after some minutes the question; empty when the operation's cluster shows one, or
     * needs none.
     */
    public static Optional<Violation> unclear(Target target, ExpectedCluster expected, Cluster cluster) {
        return secondary(expected, cluster) ? Optional.empty() : unclear(target, cluster);
    }

    /** The same for a cluster that is to have a writer. */
    public static Optional<Violation> unclear(Target target, Cluster cluster) {
        String shown = switch (cluster.writer()) {
            case Writer.One one -> "";
            case Writer.None none -> cluster.members().isEmpty() ? "no members" : "no writer";
            case Writer.Several several -> several.words() + " as writers";
        };
        String former = cluster.writer() instanceof Writer.Several ? "; one of them may be the former writer" : "";
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(unclear(
                        target,
                        cluster.id(),
                        cluster.members().isEmpty() ? NO_INSTANCE : NOT_ONE,
                        "cluster " + cluster.id() + " shows " + shown + former));
    }

    /** What of preflight's refusals passes by itself: roles that change, where nothing else would be refused. */
    public static List<Violation> passing(Operation operation, List<Finding> refusals) {
        boolean only =
                !refusals.isEmpty() && refusals.stream().allMatch(f -> f.code().equals(CHECK));
        Target target = operation.target();
        return only ? List.of(unclear(target, target.name(), refusals.getFirst().observed())) : List.of();
    }

    /** The same for what preflight observed. */
    private static Violation unclear(Target target, String clusterId, String observed) {
        return unclear(target, clusterId, NOT_ONE, observed);
    }

    private static Violation unclear(Target target, String clusterId, String reason, String observed) {
        return new Grace(
                new Retry("the cluster to show one writer (" + observed + ")", SOON),
                GRACE,
                new NeedsApproval(
                        ClusterQuestion.WRITER_UNCLEAR,
                        "WRITER_UNCLEAR",
                        Choices.LOOK_AGAIN,
                        reason,
                        observed + ", for " + GRACE.toMinutes() + " minutes",
                        List.of(Commands.describeCluster(target), Commands.clusterEvents(target)),
                        List.of(clusterId)));
    }

    /** True when the plan was made for the secondary cluster of a global database: it has no writer of its own. */
    public static boolean secondary(ExpectedCluster expected, Cluster cluster) {
        return cluster.features().globalCluster() != null
                && cluster.writer() instanceof Writer.None
                && expected.writers().isEmpty();
    }
}
