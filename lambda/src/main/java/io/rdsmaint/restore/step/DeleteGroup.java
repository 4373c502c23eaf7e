package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: the parameter group of the time of isolation is gone, if this operation made it. */
public final class DeleteGroup extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_isolation_group";

    public DeleteGroup(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Deletes it. */
    public static PlannedStep planned(String name) {
        return PlannedStep.calling(
                "Delete parameter group " + name,
                ACTION,
                Json.object().put("group", name),
                Duration.ofSeconds(15),
                Duration.ofHours(1),
                "DeleteDBClusterParameterGroup " + name);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        ParameterGateway groups = world(operation).parameters();
        String name = run.parameters().path("group").asText();
        Optional<ParameterGroup> found = groups.group(Scope.CLUSTER, name);
        if (found.isEmpty()
                || !ours(operation, world(operation).rds().tags(found.get().arn()))) {
            run.reached("it is gone");
            return Outcome.done();
        }
        return change(
                run,
                "DeleteDBClusterParameterGroup " + name,
                name,
                false,
                () -> groups.group(Scope.CLUSTER, name).isPresent(),
                intent -> groups.delete(intent, Scope.CLUSTER, name));
    }
}
