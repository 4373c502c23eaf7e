package io.rdsmaint.restore.step;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import java.time.Duration;

/** Goal: the restored cluster has the parameter group that it is to have in the end; its rows are masked by now. */
public final class FinalGroup extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "set_final_group";

    public FinalGroup(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Gives it the group. */
    public static PlannedStep planned(String cluster, String group) {
        return PlannedStep.calling(
                "Give " + cluster + " parameter group " + group,
                ACTION,
                Json.object().put("group", group),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                "ModifyDBCluster " + cluster + " DBClusterParameterGroupName=" + group);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        String group = run.parameters().path("group").asText();
        if (copy.parameterGroup().equals(group)) {
            run.reached("it has the group");
            return busy(copy).orElseGet(Outcome::done);
        }
        return busy(copy)
                .orElseGet(() -> change(
                        run,
                        "ModifyDBCluster " + copy.id() + " (" + copy.resourceId() + ") DBClusterParameterGroupName="
                                + group,
                        copy.resourceId(),
                        true,
                        () -> copy(operation).isPresent(),
                        intent -> world(operation).restores().parameterGroup(intent, copy.id(), group)));
    }
}
