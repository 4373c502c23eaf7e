package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.cloudwatch.MetricsGateway;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How well the green side keeps up with the blue one. */
final class Replication {
    /** A burst of writes or a long transaction is replicated by then; chosen. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Seconds between looks: what is looked at moves slowly. */
    private static final long LATER = 60;

    /** What is left to be applied is applied while nobody can write; chosen. */
    private static final double LONGEST_LAG_SECONDS = 10;

    /** The same of a log that tells bytes, not time; chosen. */
    private static final double MOST_SLOT_BYTES = 256.0 * 1024 * 1024;

    private Replication() {}

    /** What is broken or goes wrong between the sides. */
    static List<Violation> objections(Target target, BlueGreen deployment) {
        List<Violation> all = new ArrayList<>();
        if (!deployment.missing().isEmpty()) {
            all.add(new NeedsApproval(
                    ClusterQuestion.BLUE_GREEN_GONE,
                    "MEMBER_MISSING",
                    Choices.LOOK_AGAIN,
                    "A member of the deployment is gone: it can't be switched over. Roll back and start anew.",
                    String.join("; ", deployment.missing()),
                    List.of(UpgradeCommands.describe(target, deployment.id()))));
        }
        if (deployment.degraded()) {
            all.add(new Grace(
                    new Retry("replication to the green side to recover (" + deployment.statusDetails() + ")", LATER),
                    PATIENCE,
                    new NeedsApproval(
                            ClusterQuestion.GREEN_REPLICATION,
                            "REPLICATION_DEGRADED",
                            Choices.LOOK_AGAIN,
                            "Replication to the green side is degraded; AWS refuses a switchover. What a running copy "
                                    + "can't follow (such as changed tables, or large objects) is only in a new one: "
                                    + "roll back and start anew.",
                            String.valueOf(deployment.statusDetails()),
                            List.of(
                                    UpgradeCommands.describe(target, deployment.id()),
                                    UpgradeCommands.events(target, deployment.id())))));
        }
        return all;
    }

    /** The cluster that the deployment names as green is not there. */
    static Violation greenGone(Target target, BlueGreen deployment) {
        return new NeedsApproval(
                ClusterQuestion.BLUE_GREEN_GONE,
                "GREEN_GONE",
                Choices.LOOK_AGAIN,
                "The green cluster is gone: there is nothing to switch over to. Roll back and start anew.",
                "the deployment names " + (deployment.target() == null ? "none" : deployment.target()),
                List.of(UpgradeCommands.describe(target, deployment.id())));
    }

    /** H46: a long lag is time without writes, or a switchover that runs out of time. Unknown figures are no objection. */
    static Optional<Violation> lag(Target target, ObservedCluster blue, ObservedCluster green, MetricsGateway metrics) {
        return Lag.of(blue, green, metrics).filter(Lag::tooLong).map(lag -> {
            String behind = lag.words() + ", limit " + lag.limit();
            return new Grace(
                    new Retry("the green side to catch up (" + behind + ")", LATER / 2),
                    PATIENCE,
                    new NeedsApproval(
                            ClusterQuestion.GREEN_REPLICATION,
                            "GREEN_LAGS",
                            Choices.ACCEPT,
                            "The green side does not catch up; what it lacks is applied while nobody can write, and when "
                                    + "the switchover's time runs out AWS brings everything back.",
                            behind,
                            List.of(UpgradeCommands.slots(target, lag.writer()))));
        });
    }

    /** How far the green side is behind, in words. */
    static String measured(ObservedCluster blue, ObservedCluster green, MetricsGateway metrics) {
        return Lag.of(blue, green, metrics).map(Lag::words).orElse("its lag is not measured");
    }

    /**
     * The last figure there is: of Aurora PostgreSQL the log that blue's writer keeps, of Aurora MySQL the time that green's is
     * behind.
     */
    private record Lag(boolean postgres, String writer, double figure) {
        static Optional<Lag> of(ObservedCluster blue, ObservedCluster green, MetricsGateway metrics) {
            boolean postgres = blue.cluster().engine().postgres();
            return (postgres ? blue : green)
                    .writer()
                    .id()
                    .flatMap(id -> Optional.ofNullable(
                                    postgres ? metrics.slotLagBytes(id) : metrics.binlogLagSeconds(id))
                            .map(figure -> new Lag(postgres, id, figure)));
        }

        boolean tooLong() {
            return figure > (postgres ? MOST_SLOT_BYTES : LONGEST_LAG_SECONDS);
        }

        String words() {
            return postgres
                    ? "%.0f MiB of log not yet replicated".formatted(mib(figure))
                    : "%.0f s behind".formatted(figure);
        }

        String limit() {
            return "%.0f".formatted(postgres ? mib(MOST_SLOT_BYTES) : LONGEST_LAG_SECONDS);
        }
    }

    private static double mib(double bytes) {
        return bytes / 1024 / 1024;
    }
}
