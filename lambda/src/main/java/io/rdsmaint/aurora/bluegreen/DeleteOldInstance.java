package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** H49. Goal: an instance that was in production before the switchover is gone. */
public final class DeleteOldInstance extends ParameterizedStep<DeleteOldInstance.Params> {
    /** The word in plans. */
    public static final String ACTION = "delete_old_instance";

    /** In the memo: the most connections to it in the quarter of an hour before its deletion. */
    static final String CONNECTIONS = "connections";

    /**
     * @param instance its name before the switchover
     */
    record Params(String instance) {
        static Params of(JsonNode json) {
            return new Params(new Fields(json).text("instance"));
        }

        ObjectNode json() {
            return Json.object().put("instance", instance);
        }
    }

    private final OldSide old;

    /**
     * Deletes an instance of the old cluster.
     *
     * @param instance its name before the switchover
     */
    public static PlannedStep planned(String instance) {
        return PlannedStep.of(
                "Delete old " + instance,
                ACTION,
                new Params(instance).json(),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                List.of("DeleteDBInstance formerly " + instance));
    }

    /** Who was connected before the deletion, as {@code name count}; empty where that was not measured. */
    public static Optional<String> connections(Step step) {
        return Optional.of(step.memo().path(CONNECTIONS))
                .filter(JsonNode::isNumber)
                .map(most -> Params.of(step.planned().parameters()).instance() + " " + most.asLong());
    }

    public DeleteOldInstance(StepTools tools) {
        super(ACTION, Params::of, tools);
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public Optional<String> deletes(Operation operation, PlannedStep step) {
        return Optional.of(OldSide.all(operation));
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String original = planned.instance();
        Optional<Resource> written = old.side(run).instance(original);
        if (written.isEmpty()) {
            return unknown(run, original);
        }
        Optional<Instance> found = old.instance(run, written.get());
        if (found.isEmpty()) {
            return Outcome.done(Json.object()
                    .put("instance", written.get().id())
                    .put("resource_id", written.get().resourceId()));
        }
        Instance instance = found.get();
        if (instance.leaves()) {
            run.sign(instance.id() + " is " + instance.status());
            return Outcome.underWay(instance.id() + " to be deleted", instance.id());
        }
        return old.changeInstance(
                run,
                written.get(),
                instance,
                "DeleteDBInstance " + instance.id() + " (" + instance.resourceId() + ")",
                intent -> reader.world(run.operation().target()).rds().deleteInstance(intent, instance.id()));
    }

    /** It was gone by the end of the switchover already, or became part of something else. */
    private Outcome unknown(StepRun run, String original) {
        if (run.answer()
                .filter(a -> PreconditionEvaluator.ACCEPT.equals(a.choice()))
                .isPresent()) {
            return Outcome.done(Json.object().put("instance", original).put("unknown", true));
        }
        Outcome.Asking asking = (Outcome.Asking) StepQuestion.ask(
                run,
                ClusterQuestion.OLD_SIDE_CHANGED,
                "it is not known what became of the instance that was " + original + " before the switchover.",
                "written down at the switchover: "
                        + old.side(run).instances().stream()
                                .map(i -> i.original() + " is now " + i.id())
                                .collect(Collectors.joining(", ")),
                "look again",
                List.of());
        return new Outcome.Asking(asking.question()
                .withChoice(PreconditionEvaluator.ACCEPT, "go on; nothing is deleted for " + original, false)
                .past(PreconditionEvaluator.ACCEPT));
    }

    @Override
    public Optional<Sight> sight(StepRun run) {
        return old.sight(run);
    }
}
