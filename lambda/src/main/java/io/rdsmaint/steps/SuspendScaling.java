package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.scaling.ReaderScaling;
import io.rdsmaint.scaling.ReaderScaling.Suspension;
import java.util.Optional;

/**
 * Goal: auto scaling neither adds nor removes readers. Remembers what was suspended before, for {@link RestoreScaling}.
 */
public final class SuspendScaling implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "suspend_scaling";

    private static final String BEFORE = "suspended_before";

    private final Observer observer;

    public SuspendScaling(Observer observer) {
        this.observer = observer;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<ReaderScaling> scaling = observer.world(target).scaling().readers(target.name());
        if (scaling.isEmpty()) {
            return Outcome.done();
        }
        if (!run.memo().has(BEFORE)) {
            run.memo().set(BEFORE, write(scaling.get().suspended()));
        }
        if (scaling.get().suspended().equals(Suspension.ALL)) {
            return Outcome.done();
        }
        observer.requireSame(run.operation());
        return run.change(Change.repeatable(
                "RegisterScalableTarget cluster:" + target.name() + " SuspendedState=all",
                scalable(target),
                () -> observer.world(target).scaling().readers(target.name()).isPresent(),
                intent -> observer.world(target).scaling().suspend(intent, target.name(), Suspension.ALL)));
    }

    /** What was suspended before this operation began; empty when it suspended nothing. */
    static Optional<Suspension> before(Operation operation) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(ACTION) && s.memo().has(BEFORE))
                .findFirst()
                .map(s -> read(s.memo().path(BEFORE)));
    }

    static String scalable(Target target) {
        return "cluster:" + target.name() + " reader count";
    }

    private static ObjectNode write(Suspension s) {
        return Json.object().put("in", s.scaleIn()).put("out", s.scaleOut()).put("scheduled", s.scheduled());
    }

    private static Suspension read(JsonNode node) {
        return new Suspension(
                node.path("in").asBoolean(),
                node.path("out").asBoolean(),
                node.path("scheduled").asBoolean());
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        boolean restored = operation.lastCompleted(RestoreScaling.ACTION).isPresent();
        return restored
                ? Optional.empty()
                : Optional.of("reader auto scaling is suspended; to let it go on: "
                        + Remedies.resumeScaling(operation.target()));
    }
}
