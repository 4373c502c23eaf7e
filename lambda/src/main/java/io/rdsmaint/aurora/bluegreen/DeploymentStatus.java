package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.UpgradeCommands;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.Statuses;
import io.rdsmaint.kit.Violation;
import io.rdsmaint.kit.Violation.Choices;
import io.rdsmaint.kit.Violation.Grace;
import io.rdsmaint.kit.Violation.NeedsApproval;
import io.rdsmaint.kit.Violation.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a deployment says of itself that it can be switched over: on top and for each member, in words that are
 * known. A switchover that failed leaves both sides as they were, so that its words are no objection here; whether it
 * may be tried again is asked elsewhere, and so is what has become of a member that is missing.
 */
final class DeploymentStatus {
    /** What passes has passed by then; chosen. */
    private static final Duration LONG = Duration.ofMinutes(15);

    /** Seconds between looks: only the operation waits. */
    private static final long SOON = 15;

    private DeploymentStatus() {}

    /** What stands against it. */
    static List<Violation> objections(Target target, BlueGreen deployment) {
        List<Violation> all = new ArrayList<>();
        boolean failed = deployment.status().equals("SWITCHOVER_FAILED");
        if (!failed) {
            objection(
                            target,
                            deployment,
                            Statuses.DEPLOYMENT.of(deployment.status()),
                            "blue/green deployment " + deployment.name() + " is " + deployment.status())
                    .ifPresent(all::add);
        }
        for (BlueGreen.Switchover member : deployment.switchovers()) {
            boolean judgedElsewhere =
                    member.status().startsWith("MISSING_") || member.status().equals("SWITCHOVER_FAILED");
            if (!judgedElsewhere) {
                objection(
                                target,
                                deployment,
                                Statuses.DEPLOYMENT_MEMBER.of(member.status()),
                                "member " + Resource.name(member.source()) + " of blue/green deployment "
                                        + deployment.name() + " is " + member.status())
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Violation> objection(Target target, BlueGreen deployment, Outlook outlook, String is) {
        NeedsApproval ask = new NeedsApproval(
                ClusterQuestion.BLUE_GREEN_STATUS,
                "DEPLOYMENT_NOT_READY",
                Choices.LOOK_AGAIN,
                "The blue/green deployment can't be switched over in its present status.",
                is
                        + (deployment.statusDetails() == null
                                        || deployment.statusDetails().isEmpty()
                                ? ""
                                : ", " + deployment.statusDetails()),
                List.of(UpgradeCommands.describe(target, deployment.id())),
                List.of(is));
        return switch (outlook) {
            case READY, SERVES -> Optional.empty();
            case PASSES -> Optional.of(new Retry(is + "; it should become AVAILABLE", SOON));
            case LEAVES, LASTS -> Optional.of(Fitness.lasting(ask));
            case UNKNOWN ->
                Optional.of(new Grace(
                        new Retry(is + ", a status that is not known here; it should become AVAILABLE", SOON),
                        LONG,
                        ask));
        };
    }
}
