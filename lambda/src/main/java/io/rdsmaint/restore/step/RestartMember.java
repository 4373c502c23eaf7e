package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;

/**
 * Goal: an instance of the restored cluster runs with its parameter groups. Nobody uses it yet, so that a restart too many hurts nobody:
 * what is proven is the goal, not the restart.
 */
public final class RestartMember extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "restart_member";

    private static final String WAITING = "pending-reboot";

    public RestartMember(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Restarts it, if it takes that. */
    public static PlannedStep planned(String instance) {
        return PlannedStep.calling(
                "Restart " + instance,
                ACTION,
                Json.object().put("instance", instance),
                Duration.ofMinutes(2),
                Duration.ofHours(1),
                "RebootDBInstance " + instance);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String id = run.parameters().path("instance").asText();
        Cluster copy = needCopy(operation);
        Instance instance = member(operation, id).orElseThrow(() -> new LastingFailure(id + " is gone"));
        if (!instance.available()) {
            run.sign(id + " is " + instance.status());
            return Outcome.waiting(id + " (" + instance.status() + ") to be available", 15);
        }
        String status = copy.member(id).map(Cluster.Member::parameterStatus).orElse("");
        if (status.equals("in-sync") && instance.parametersInSync()) {
            run.reached("its parameters are in sync");
            return Outcome.done();
        }
        if (status.equals("failed-to-apply")) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.FAILED_TO_APPLY,
                    "the restored instance does not take its parameters.",
                    id + " is " + status,
                    "look again",
                    List.of(Commands.describeInstance(operation.target(), id)));
        }
        boolean pending = status.equals(WAITING)
                || instance.parameterGroups().stream()
                        .anyMatch(group -> group.status().equals(WAITING));
        if (!pending || !copy.available()) {
            return Outcome.waiting("the parameters of " + id + " (" + status + ")", 15);
        }
        return change(
                run,
                "RebootDBInstance " + id + " (" + instance.resourceId() + ")",
                instance.resourceId(),
                true,
                () -> member(operation, id).filter(Instance::available).isPresent(),
                intent -> world(operation).rds().reboot(intent, id));
    }
}
