package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.sql.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A change that is about to be made in a database, and what was seen of its cluster right before.
 *
 * @param resourceId of the cluster that is meant
 * @param marked whether the cluster has to bear the operation's mark
 */
public record SqlChange(
        Operation operation, String account, String resourceId, Optional<Cluster> seen, boolean marked) {

    /** Looks. */
    static SqlChange of(StepRun run, World world, Workplace place, boolean marked) {
        return new SqlChange(
                run.operation(),
                world.identity().account(),
                place.resourceId(run.operation()),
                place.cluster(run.operation(), world.rds()),
                marked);
    }

    /** All conditions, in the order in which they are judged. */
    public static List<Precondition<SqlChange>> all() {
        return List.of(
                Precondition.of("theSameAccountAndCluster", SqlChange::theSame),
                Precondition.of("ourMark", SqlChange::ourMark),
                Precondition.of("clusterServes", SqlChange::serves));
    }

    private Target target() {
        return operation.target();
    }

    private static Optional<Violation> theSame(SqlChange change) {
        Target target = change.target();
        boolean same = change.account().equals(target.account())
                && change.seen()
                        .filter(cluster -> cluster.resourceId().equals(change.resourceId()))
                        .isPresent();
        return same
                ? Optional.empty()
                : Optional.of(new Violation.NeedsApproval(
                        ClusterQuestion.CLUSTER_DIFFERS,
                        "OTHER_CLUSTER",
                        Choices.LOOK_AGAIN,
                        "This is not the cluster that the operation was started for.",
                        "account " + change.account() + ", "
                                + change.seen()
                                        .map(c -> "cluster " + c.id() + " with resource id " + c.resourceId())
                                        .orElse("no cluster of the name"),
                        List.of(Commands.describeCluster(target))));
    }

    private static Optional<Violation> ourMark(SqlChange change) {
        if (!change.marked()) {
            return Optional.empty();
        }
        String mark =
                change.seen().map(c -> c.tags().getOrDefault(Mark.TAG, "")).orElse("");
        return Mark.isOfOperation(mark, change.operation().id())
                ? Optional.empty()
                : Optional.of(new Violation.Grace(
                        new Violation.Retry("this operation's mark to show on the cluster", 15),
                        Duration.ofMinutes(1),
                        new Violation.NeedsApproval(
                                ClusterQuestion.MARK_GONE,
                                "MARK_LOST",
                                Choices.ACCEPT,
                                "The cluster no longer bears this operation's mark.",
                                mark.isEmpty() ? "there is no mark" : "the mark is " + mark,
                                List.of(Commands.describeCluster(change.target())))));
    }

    private static Optional<Violation> serves(SqlChange change) {
        return change.seen()
                .filter(cluster -> !cluster.outlook().serves())
                .map(cluster -> new Violation.Grace(
                        new Violation.Retry("cluster " + cluster.id() + " (" + cluster.status() + ") to serve", 15),
                        Duration.ofMinutes(30),
                        new Violation.NeedsApproval(
                                ClusterQuestion.CLUSTER_STATUS,
                                "CLUSTER_NOT_SERVING",
                                Choices.ACCEPT,
                                "The cluster does not serve.",
                                "it is " + cluster.status(),
                                List.of(Commands.describeCluster(change.target())))));
    }
}
