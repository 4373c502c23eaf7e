package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Instance;
import java.util.List;
import java.util.Optional;

/** Goal: a temporary instance of ours is gone. Never deletes a writer, the last instance, or one that isn't ours. */
public final class DeleteInstance implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "delete_instance";

    private final Observer observer;
    private final Careful careful;

    public DeleteInstance(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String id = run.parameters().path("instance").asText();
        Target target = run.operation().target();
        Optional<Instance> found = observer.world(target).rds().instance(id);
        if (found.isEmpty()) {
            boolean member = observer.cluster(target).member(id).isPresent();
            return member
                    ? Outcome.underWay(id + " to leave the cluster")
                    : Outcome.done(Json.object().put("instance", id));
        }
        if (found.get().leaves()) {
            run.sign(id + " is " + found.get().status());
            return Outcome.underWay(id + " to be deleted");
        }
        Sighting seen = observer.look(run.operation());
        Scene scene = Scene.of(run.operation(), new Act.Delete(id), seen);
        return careful.hindrance(run, scene)
                .orElseGet(() -> run.change(Change.repeatable(
                        "DeleteDBInstance " + id + " (" + found.get().resourceId() + ")",
                        id,
                        () -> careful.clear(run, scene.with(observer.again(target, seen))),
                        intent -> observer.world(target).rds().deleteInstance(intent, id))));
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
