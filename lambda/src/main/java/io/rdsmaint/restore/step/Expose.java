package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RestoreGateway;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Set;

/** Goal: clients reach the restored cluster as they reached the old one, and it is protected as that was. The interruption ends here. */
public final class Expose extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "expose";

    public Expose(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Opens it, which ends an interruption. */
    public static PlannedStep planned(String target, RestoreGateway.Exposure like) {
        return anew(target, like).disrupting();
    }

    /** Opens one that nobody was served by before. */
    public static PlannedStep anew(String target, RestoreGateway.Exposure like) {
        ObjectNode json = Json.object()
                .put("deletion_protection", like.deletionProtection())
                .put("iam_authentication", like.iamAuthentication())
                .put("maintenance_window", like.maintenanceWindow());
        json.set("security_groups", Json.texts(like.securityGroups()));
        return PlannedStep.calling(
                "Open " + target + " to its clients",
                ACTION,
                json,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                "ModifyDBCluster " + target + " VpcSecurityGroupIds=" + String.join(",", like.securityGroups())
                        + " DeletionProtection=" + like.deletionProtection());
    }

    private static RestoreGateway.Exposure like(JsonNode json) {
        return new RestoreGateway.Exposure(
                Json.texts(json.path("security_groups")),
                json.path("deletion_protection").asBoolean(),
                json.path("iam_authentication").asBoolean(),
                json.path("maintenance_window").asText());
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        RestoreGateway.Exposure like = like(run.parameters());
        boolean open = Set.copyOf(copy.placement().vpcSecurityGroups()).equals(Set.copyOf(like.securityGroups()))
                && copy.features().deletionProtection() == like.deletionProtection()
                && copy.features().iamAuthentication() == like.iamAuthentication()
                && (like.maintenanceWindow().isEmpty()
                        || copy.windows().maintenance().equalsIgnoreCase(like.maintenanceWindow()));
        if (open) {
            run.reached("it is open");
            return busy(copy)
                    .orElseGet(() -> Outcome.done(
                            Json.object().put("endpoint", copy.endpoints().writer())));
        }
        if (!copy.available()) {
            run.sign(copy.id() + " is " + copy.status());
        }
        return busy(copy)
                .orElseGet(() -> change(
                        run,
                        "ModifyDBCluster " + copy.id() + " (" + copy.resourceId() + ") VpcSecurityGroupIds="
                                + String.join(",", like.securityGroups()),
                        copy.resourceId(),
                        false,
                        () -> copy(operation)
                                .filter(now ->
                                        now.id().equals(operation.target().name()))
                                .isPresent(),
                        intent -> world(operation).restores().expose(intent, copy.id(), like)));
    }
}
