package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.BlueGreen;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.rds.Statuses;
import io.rdsmaint.steps.Fitness;
import io.rdsmaint.steps.Objection;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.Lingering;
import io.rdsmaint.steps.Objection.NotYet;
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
    private static final Duration LONG = Duration.ofMinutes(15);
    private static final long SOON = 15;

    private DeploymentStatus() {}

    /** What stands against it. */
    static List<Objection> objections(Target target, BlueGreen deployment) {
        List<Objection> all = new ArrayList<>();
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

    private static Optional<Objection> objection(Target target, BlueGreen deployment, Outlook outlook, String is) {
        Ask ask = new Ask(
                "DEPLOYMENT_NOT_READY",
                false,
                false,
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
            case PASSES -> Optional.of(new NotYet(is + "; it should become AVAILABLE", SOON));
            case LEAVES, LASTS -> Optional.of(Fitness.lasting(ask));
            case UNKNOWN ->
                Optional.of(new Lingering(
                        new NotYet(is + ", a status that is not known here; it should become AVAILABLE", SOON),
                        LONG,
                        ask));
        };
    }
}
