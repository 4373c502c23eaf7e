package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/** Goal: an instance of the restored cluster is gone. Never one that another operation or a person made, nor of another cluster. */
public final class DeleteCopyMember extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "delete_copy_member";

    public DeleteCopyMember(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Deletes it. */
    public static PlannedStep planned(String instance) {
        return PlannedStep.calling(
                "Delete " + instance,
                ACTION,
                Json.object().put("instance", instance),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                "DeleteDBInstance " + instance);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String id = run.parameters().path("instance").asText();
        Optional<Instance> found = member(operation, id);
        if (found.isEmpty()) {
            run.reached(id + " is gone");
            return Outcome.done();
        }
        Instance instance = found.get();
        if (instance.leaves()) {
            run.sign(id + " is " + instance.status());
            return Outcome.underWay(id + " to be deleted", id);
        }
        if (instance.outlook().moves()) {
            return Outcome.waiting(id + " (" + instance.status() + ") to come to rest", 15);
        }
        return change(
                run,
                "DeleteDBInstance " + id + " (" + instance.resourceId() + ")",
                instance.resourceId(),
                false,
                () -> member(operation, id)
                        .filter(now -> now.resourceId().equals(instance.resourceId()))
                        .isPresent(),
                intent -> world(operation).rds().deleteInstance(intent, id));
    }
}
