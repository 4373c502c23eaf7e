package io.rdsmaint.steps;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Writer;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.NotYet;
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

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final long SOON = 10;

    private Roles() {}

    /**
     * The wait for one writer, and after some minutes the question; empty when the operation's cluster shows one, or
     * needs none.
     */
    public static Optional<Objection> unclear(Operation operation, Cluster cluster) {
        return secondary(Expectation.of(operation), cluster) ? Optional.empty() : unclear(operation.target(), cluster);
    }

    /** The same for a cluster that is to have a writer. */
    public static Optional<Objection> unclear(Target target, Cluster cluster) {
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

    /** The same for what preflight observed. */
    static Objection unclear(Target target, String clusterId, String observed) {
        return unclear(target, clusterId, NOT_ONE, observed);
    }

    private static Objection unclear(Target target, String clusterId, String reason, String observed) {
        return new Lingering(
                new NotYet("the cluster to show one writer (" + observed + ")", SOON),
                GRACE,
                new Ask(
                        "WRITER_UNCLEAR",
                        false,
                        false,
                        reason,
                        observed + ", for " + GRACE.toMinutes() + " minutes",
                        List.of(Commands.describeCluster(target), Commands.clusterEvents(target)),
                        List.of(clusterId)));
    }

    /** True when the plan was made for the secondary cluster of a global database: it has no writer of its own. */
    static boolean secondary(Expectation expected, Cluster cluster) {
        return cluster.features().globalCluster() != null
                && cluster.writer() instanceof Writer.None
                && expected.writers().isEmpty();
    }
}
