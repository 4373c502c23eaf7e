package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;

/** Goal: the restored cluster's database reaches another service by the role by which the old one's did. A snapshot carries no roles. */
public final class AddRole extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "add_role";

    public AddRole(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Adds it. */
    public static PlannedStep planned(String target, Cluster.Role role) {
        return PlannedStep.calling(
                "Give " + target + " the " + role.words(),
                ACTION,
                Json.object().put("role", role.arn()).put("feature", role.feature()),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                "AddRoleToDBCluster " + target + " " + role.options());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        Cluster.Role role = new Cluster.Role(
                run.parameters().path("role").asText(),
                run.parameters().path("feature").asText());
        if (copy.features().roles().contains(role)) {
            run.reached("it has the role");
            return Outcome.done();
        }
        return busy(copy)
                .orElseGet(() -> change(
                        run,
                        "AddRoleToDBCluster " + copy.id() + " (" + copy.resourceId() + ") " + role.options(),
                        copy.resourceId(),
                        false,
                        () -> copy(operation).isPresent(),
                        intent -> world(operation).restores().addRole(intent, copy.id(), role)));
    }
}
