package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Instance;
import java.util.Optional;

/** Goal: an instance has a promotion tier. A finally step of this kind gives it back. */
public final class SetTier implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "set_tier";

    private final Observer observer;
    private final Careful careful;

    public SetTier(Observer observer, Careful careful) {
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
        int to = run.parameters().path("to").asInt();
        Target target = run.operation().target();
        Optional<Instance> found = observer.world(target).rds().instance(id);
        if (found.isEmpty() || found.get().promotionTier() == to) {
            return Outcome.done();
        }
        Scene scene = Scene.of(run.operation(), new Act.Tier(id), observer.look(run.operation()));
        return careful.hindrance(run, scene)
                .orElseGet(() -> run.change(Change.repeatable(
                        "ModifyDBInstance " + id + " PromotionTier=" + to,
                        id,
                        () -> careful.clear(run, scene.with(observer.again(target, scene.seen()))),
                        intent -> observer.world(target).rds().modifyPromotionTier(intent, id, to))));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        String id = step.planned().parameters().path("instance").asText();
        boolean restored = step.planned().cleanup()
                || operation.steps().stream()
                        .anyMatch(s -> s.planned().cleanup()
                                && s.planned().action().equals(ACTION)
                                && s.state() == io.rdsmaint.engine.StepState.COMPLETED
                                && s.planned()
                                        .parameters()
                                        .path("instance")
                                        .asText()
                                        .equals(id));
        return restored
                ? Optional.empty()
                : Optional.of("promotion tier of " + id + " was changed: "
                        + Remedies.tier(
                                operation.target(),
                                id,
                                step.planned().parameters().path("from").asInt()));
    }
}
