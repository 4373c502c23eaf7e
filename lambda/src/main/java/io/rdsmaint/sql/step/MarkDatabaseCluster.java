package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: the cluster bears the tag that names this deployment and operation, so that other deployments leave it alone. */
public final class MarkDatabaseCluster extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "mark_cluster";

    public MarkDatabaseCluster(SqlTools tools) {
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
        Target target = operation.target();
        RdsGateway rds = world(operation).rds();
        Cluster cluster = rds.cluster(target.name())
                .orElseThrow(
                        () -> new LastingFailure("there is no cluster " + target.name() + " in " + target.region()));
        String mark = Mark.of(tools.deployment(), operation.id());
        String now = cluster.tags().getOrDefault(Mark.TAG, "");
        if (now.equals(mark)) {
            return Outcome.done(Json.object().put("arn", cluster.arn()));
        }
        if (!free(now)) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.MARKED_BY_ANOTHER,
                    "the cluster is marked by another operation.",
                    Mark.TAG + "=" + now,
                    "look again (end that operation, or remove its mark if it is a leftover: "
                            + Remedies.removeMark(target, cluster.arn()) + ")",
                    List.of(Commands.tags(target, cluster.arn())));
        }
        return tools.evaluator()
                .hindrance(run, SqlChange.of(run, world(operation), tools.place(), false))
                .orElseGet(() -> run.change(Mark.on(
                        cluster,
                        mark,
                        rds,
                        () -> rds.cluster(target.name())
                                .filter(c -> free(c.tags().getOrDefault(Mark.TAG, "")))
                                .isPresent())));
    }

    /** What an operation of this deployment has left is replaced: the lock says that none works there. */
    private boolean free(String mark) {
        return mark.isEmpty() || Mark.isOfDeployment(mark, tools.deployment());
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        return operation.lastCompleted(UnmarkDatabaseCluster.ACTION).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "this operation's mark is on " + operation.target().name()
                                + " and keeps other operations away; to take it off: "
                                + Remedies.removeMark(
                                        operation.target(),
                                        operation.baseline().path("cluster_arn").asText()));
    }
}
