package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;

/** Goal: the cluster that is to be replaced bears the tag that names this deployment and operation. */
public final class MarkTarget extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "mark_cluster";

    public MarkTarget(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Tells everybody that the cluster is being worked on. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                "Mark cluster " + clusterId,
                ACTION,
                Json.object(),
                Duration.ofSeconds(15),
                Duration.ofMinutes(15),
                "AddTagsToResource cluster " + clusterId + " " + Mark.TAG);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        RdsGateway rds = world(operation).rds();
        Cluster cluster = old(operation)
                .orElseThrow(() ->
                        new LastingFailure("the cluster " + operation.target().name() + " is gone"));
        String mark = Mark.of(tools.deployment(), operation.id());
        String now = cluster.tags().getOrDefault(Mark.TAG, "");
        if (now.equals(mark)) {
            run.reached("the mark is there");
            return Outcome.done(Json.object().put("arn", cluster.arn()));
        }
        if (!free(now)) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.MARKED_BY_ANOTHER,
                    "the cluster is marked by another operation.",
                    Mark.TAG + "=" + now,
                    "look again (end that operation, or remove its mark if it is a leftover: "
                            + Remedies.removeMark(operation.target(), cluster.arn()) + ")",
                    java.util.List.of(Commands.tags(operation.target(), cluster.arn())));
        }
        return change(
                run,
                false,
                Mark.on(
                        cluster,
                        mark,
                        rds,
                        () -> old(operation)
                                .filter(again -> free(again.tags().getOrDefault(Mark.TAG, "")))
                                .isPresent()));
    }

    /** What an operation of this deployment has left is replaced: the lock says that none works there. */
    private boolean free(String mark) {
        return mark.isEmpty() || Mark.isOfDeployment(mark, tools.deployment());
    }
}
