package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A change that is about to be made, and what was seen right before.
 *
 * @param old the cluster that was there when the operation began, under whatever name; empty when it is gone
 * @param needsOld whether the change makes sense only while that is there, and bears the operation's mark
 */
public record RestoreChange(Operation operation, String account, Optional<Cluster> old, boolean needsOld) {

    /** Where nothing is replaced, nothing of it is needed. */
    public RestoreChange {
        needsOld = needsOld && operation.target().resourceId() != null;
    }

    /** All conditions, in the order in which they are judged. */
    public static List<Precondition<RestoreChange>> all() {
        return List.of(
                Precondition.of("theSameAccount", RestoreChange::theSameAccount),
                Precondition.of("theOldClusterIsThere", RestoreChange::there),
                Precondition.of("ourMark", RestoreChange::ourMark));
    }

    private Target target() {
        return operation.target();
    }

    private static Optional<Violation> theSameAccount(RestoreChange change) {
        return change.account().equals(change.target().account())
                ? Optional.empty()
                : Optional.of(new Violation.NeedsApproval(
                        ClusterQuestion.CLUSTER_DIFFERS,
                        "OTHER_ACCOUNT",
                        Choices.LOOK_AGAIN,
                        "This is not the account that the operation was started for.",
                        "account " + change.account() + ", not "
                                + change.target().account(),
                        List.of(Commands.describeCluster(change.target()))));
    }

    private static Optional<Violation> there(RestoreChange change) {
        return !change.needsOld() || change.old().isPresent()
                ? Optional.empty()
                : Optional.of(new Violation.NeedsApproval(
                        ClusterQuestion.CLUSTER_DIFFERS,
                        "OLD_CLUSTER_GONE",
                        Choices.LOOK_AGAIN,
                        "The cluster that is to be replaced is gone, deleted by somebody else.",
                        "no cluster of resource id " + change.target().resourceId(),
                        List.of(Commands.describeCluster(change.target()))));
    }

    private static Optional<Violation> ourMark(RestoreChange change) {
        String mark = change.old().map(c -> c.tags().getOrDefault(Mark.TAG, "")).orElse("");
        return !change.needsOld() || Mark.isOfOperation(mark, change.operation().id())
                ? Optional.empty()
                : Optional.of(new Violation.Grace(
                        new Violation.Retry("this operation's mark to show on the cluster", 15),
                        Duration.ofMinutes(1),
                        new Violation.NeedsApproval(
                                ClusterQuestion.MARK_GONE,
                                "MARK_LOST",
                                Choices.ACCEPT,
                                "The cluster that is to be replaced no longer bears this operation's mark.",
                                mark.isEmpty() ? "there is no mark" : "the mark is " + mark,
                                List.of(Commands.describeCluster(change.target())))));
    }
}
