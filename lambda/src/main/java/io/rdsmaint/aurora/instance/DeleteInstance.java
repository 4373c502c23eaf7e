package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Goal: a temporary instance of ours is gone. Never deletes a writer, the last instance, or one that isn't ours. */
public final class DeleteInstance extends ParameterizedStep<DeleteInstance.Params> {
    /** The word in plans. */
    public static final String ACTION = "delete_instance";

    record Params(String instance) {
        static Params of(JsonNode json) {
            return new Params(new Fields(json).text("instance"));
        }

        ObjectNode json() {
            return Json.object().put("instance", instance);
        }
    }

    /** The instance is no member any more. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            expected.unsure(Params.of(step.planned().parameters()).instance());
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            expected.gone(Params.of(step.planned().parameters()).instance());
        }
    };

    /** Deletes a temporary instance. */
    public static PlannedStep planned(String id) {
        return PlannedStep.calling(
                "Delete temporary instance " + id,
                ACTION,
                new Params(id).json(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                "DeleteDBInstance " + id);
    }

    public DeleteInstance(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        Target target = run.operation().target();
        Optional<Instance> found = reader.world(target).rds().instance(id);
        if (found.isEmpty()) {
            boolean member = reader.cluster(target).member(id).isPresent();
            return member
                    ? Outcome.underWay(id + " to leave the cluster", id)
                    : Outcome.done(Json.object().put("instance", id));
        }
        if (found.get().leaves()) {
            run.sign(id + " is " + found.get().status());
            return Outcome.underWay(id + " to be deleted", id);
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
        String id = parameters(step).instance();
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(CreateInstance.ACTION) && s.state() == StepState.COMPLETED)
                .map(Step::planned)
                .filter(p -> CreateInstance.Params.of(p.parameters()).instance().equals(id))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }
}
