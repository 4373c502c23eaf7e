package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.sql.world.DeploymentScope;
import java.util.List;

/** That a cluster is one that the deployment may work on, asked right before each change. */
public final class InScope {
    private InScope() {}

    /** The condition. */
    public static Precondition<SqlChange> precondition(DeploymentScope scope) {
        return Precondition.of(
                "inTheDeploymentsScope",
                change -> change.seen().flatMap(scope::objection).map(why -> violation(change, why)));
    }

    private static Violation violation(SqlChange change, String why) {
        return new Violation.NeedsApproval(
                SqlQuestion.CLUSTER_NOT_ALLOWED,
                "CLUSTER_NOT_ALLOWED",
                Choices.LOOK_AGAIN,
                "This deployment may not work on the cluster any more.",
                why,
                List.of(Commands.describeCluster(change.operation().target())));
    }
}
