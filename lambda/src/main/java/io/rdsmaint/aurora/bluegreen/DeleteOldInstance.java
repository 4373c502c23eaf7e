package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** H49. Goal: an instance that was in production before the switchover is gone. */
public final class DeleteOldInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_old_instance";

    private final ClusterReader reader;
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
                Json.object().put("instance", instance),
                Duration.ofMinutes(5),
                Duration.ofHours(2),
                List.of("DeleteDBInstance formerly " + instance));
    }

    public DeleteOldInstance(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.old = new OldSide(reader, evaluator);
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String original = run.parameters().path("instance").asText();
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
            return Outcome.underWay(instance.id() + " to be deleted");
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
                "it is not known what became of the instance that was " + original + " before the switchover.",
                "written down at the switchover: "
                        + old.side(run).instances().stream()
                                .map(i -> i.original() + " is now " + i.id())
                                .toList(),
                "look again",
                List.of());
        return new Outcome.Asking(asking.question()
                .withChoice(PreconditionEvaluator.ACCEPT, "go on; nothing is deleted for " + original, false));
    }
}
