package io.rdsmaint.aurora.instance;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import java.time.Duration;
import java.util.Optional;

/** Goal: an instance has a promotion tier. A finally step of this kind gives it back. */
public final class SetTier implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "set_tier";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    /** Gives an instance another promotion tier. */
    public static PlannedStep planned(String instance, int from, int to) {
        return PlannedStep.calling(
                "Set promotion tier of " + instance + " to " + to,
                ACTION,
                Json.object().put("instance", instance).put("from", from).put("to", to),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                "ModifyDBInstance " + instance + " PromotionTier=" + to);
    }

    /** Gives an instance its promotion tier back. */
    public static PlannedStep plannedBack(String instance, int from, int to) {
        return planned(instance, from, to).asCleanup();
    }

    public SetTier(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
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
        int to = run.parameters().path("to").asInt();
        Target target = run.operation().target();
        Optional<Instance> found = reader.world(target).rds().instance(id);
        if (found.isEmpty() || found.get().promotionTier() == to) {
            return Outcome.done();
        }
        ChangeContext context =
                ChangeContext.of(reader, run.operation(), new ProposedChange.Tier(id), reader.look(run.operation()));
        return evaluator
                .hindrance(run, context)
                .orElseGet(() -> run.change(Change.repeatable(
                        "ModifyDBInstance " + id + " PromotionTier=" + to,
                        id,
                        () -> evaluator.clear(run, context.with(reader.again(target, context.seen()))),
                        intent -> reader.world(target).rds().modifyPromotionTier(intent, id, to))));
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
