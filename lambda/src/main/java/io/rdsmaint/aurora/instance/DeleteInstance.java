package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: a temporary instance of ours is gone. Never deletes a writer, the last instance, or one that isn't ours. */
public final class DeleteInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_instance";

    /** The instance is no member any more. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            expected.unsure(step.planned().parameters().path("instance").asText());
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            expected.gone(step.planned().parameters().path("instance").asText());
        }
    };

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    /** Deletes a temporary instance. */
    public static PlannedStep planned(String id) {
        return PlannedStep.calling(
                "Delete temporary instance " + id,
                ACTION,
                Json.object().put("instance", id),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                "DeleteDBInstance " + id);
    }

    public DeleteInstance(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.evaluator = evaluator;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String id = run.parameters().path("instance").asText();
        Target target = run.operation().target();
        Optional<Instance> found = reader.world(target).rds().instance(id);
        if (found.isEmpty()) {
            boolean member = reader.cluster(target).member(id).isPresent();
            return member
                    ? Outcome.underWay(id + " to leave the cluster")
                    : Outcome.done(Json.object().put("instance", id));
        }
        if (found.get().leaves()) {
            run.sign(id + " is " + found.get().status());
            return Outcome.underWay(id + " to be deleted");
        }
        ObservedCluster seen = reader.look(run.operation());
        ChangeContext context = ChangeContext.of(
                reader,
                run.operation(),
                new ProposedChange.Delete(id, CreateInstance.recorded(run.operation(), id)),
                seen);
        return evaluator
                .hindrance(run, context)
                .orElseGet(() -> run.change(Change.repeatable(
                        "DeleteDBInstance " + id + " (" + found.get().resourceId() + ")",
                        id,
                        () -> evaluator.clear(run, context.with(reader.again(target, seen))),
                        intent -> reader.world(target).rds().deleteInstance(intent, id))));
    }

    /** A deleted temporary instance is needed again while the changes that it stood in for are undone. */
    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        String id = step.planned().parameters().path("instance").asText();
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(CreateInstance.ACTION) && s.state() == StepState.COMPLETED)
                .map(Step::planned)
                .filter(p -> p.parameters().path("instance").asText().equals(id))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }
}
