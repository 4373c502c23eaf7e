package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterAccess;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** R2. Goal: production's master password is worth nothing in the copy: RDS has made another, and keeps it in Secrets Manager. */
public final class OwnPassword extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "own_password";

    private static final String SECRET = "secret_arn";

    public OwnPassword(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Lets RDS make it. */
    public static PlannedStep planned(String cluster) {
        return PlannedStep.calling(
                "Give " + cluster + " a master password of its own",
                ACTION,
                Json.object(),
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                "ModifyDBCluster " + cluster + " ManageMasterUserPassword=true");
    }

    /** The secret with the password; empty until there is one. */
    static Optional<String> secret(Operation operation) {
        return operation
                .lastCompleted(ACTION)
                .flatMap(step -> Optional.ofNullable(step.result()))
                .map(result -> result.path(SECRET).asText(""))
                .filter(arn -> !arn.isEmpty());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        ClusterAccess access = world(operation).restores().access(copy.id()).orElse(null);
        if (access == null || access.secretArn() == null) {
            return busy(copy)
                    .orElseGet(() -> change(
                            run,
                            "ModifyDBCluster " + copy.id() + " (" + copy.resourceId()
                                    + ") ManageMasterUserPassword=true",
                            copy.resourceId(),
                            true,
                            () -> copy(operation).isPresent(),
                            intent -> world(operation).restores().managePassword(intent, copy.id())));
        }
        run.sign("the secret is " + access.secretStatus());
        if (!"active".equals(access.secretStatus()) || !copy.available()) {
            return Outcome.waiting(
                    "the master password of " + copy.id() + " (secret " + access.secretStatus() + ", cluster "
                            + copy.status() + ")",
                    15);
        }
        run.reached("the secret is active");
        return Outcome.done(Json.object().put(SECRET, access.secretArn()));
    }
}
