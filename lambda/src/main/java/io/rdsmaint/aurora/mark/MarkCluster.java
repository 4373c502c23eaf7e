package io.rdsmaint.aurora.mark;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.SeenCluster;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Goal: the cluster bears a tag naming this deployment and operation, so that other deployments and people leave it
 * alone.
 */
public final class MarkCluster extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "mark_cluster";

    /** See {@link ExpectedCluster#mark}. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            expected.marked(result.path("mark").asText());
        }
    };

    private static final String ARN = "arn";

    private final String deployment;

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

    public MarkCluster(StepTools tools) {
        super(ACTION, tools);
        this.deployment = tools.deployment();
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        String mark = Mark.of(deployment, run.operation().id());
        Cluster cluster = reader.cluster(target);
        String now = cluster.tags().getOrDefault(Mark.TAG, "");
        if (now.equals(mark)) {
            return Outcome.done(Json.object().put("mark", mark).put(ARN, cluster.arn()));
        }
        if (!now.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.MARKED_BY_ANOTHER,
                    "the cluster is marked by another operation.",
                    Mark.TAG + "=" + now,
                    "look again (end that operation, or remove its mark if it is a leftover: "
                            + Remedies.removeMark(target, cluster.arn()) + ")",
                    List.of(Commands.tags(target, cluster.arn())));
        }
        ChangeContext context =
                ChangeContext.of(reader, run.operation(), new ProposedChange.Mark(), reader.look(run.operation()));
        return evaluator
                .hindrance(run, context)
                .orElseGet(() -> run.change(Mark.on(
                        cluster,
                        mark,
                        reader.world(target).rds(),
                        () -> !reader.cluster(target).tags().containsKey(Mark.TAG))));
    }

    /** What keeps other operations away, if the step that takes it off was given up. */
    @Override
    public Optional<String> residue(Operation operation, Step step) {
        boolean gone =
                SeenCluster.newest(operation).filter(seen -> !seen.there()).isPresent();
        if (gone || operation.lastCompleted(UnmarkCluster.ACTION).isPresent()) {
            return Optional.empty();
        }
        String arn = step.result() == null ? "" : step.result().path(ARN).asText();
        return Optional.of("this operation's mark is on " + operation.target().name()
                + " and keeps other operations away; to take it off: "
                + Remedies.removeMark(operation.target(), arn.isEmpty() ? "CLUSTER_ARN" : arn));
    }
}
