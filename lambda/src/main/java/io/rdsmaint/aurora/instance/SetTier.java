package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Remedies;
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

/** Goal: an instance has a promotion tier. A finally step of this kind gives it back. */
public final class SetTier extends ParameterizedStep<SetTier.Params> {
    /** The word in plans. */
    public static final String ACTION = "set_tier";

    record Params(String instance, int from, int to) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("instance"), fields.number("from"), fields.number("to"));
        }

        ObjectNode json() {
            return Json.object().put("instance", instance).put("from", from).put("to", to);
        }
    }

    /** Gives an instance another promotion tier. */
    public static PlannedStep planned(String instance, int from, int to) {
        return PlannedStep.calling(
                "Set promotion tier of " + instance + " to " + to,
                ACTION,
                new Params(instance, from, to).json(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                "ModifyDBInstance " + instance + " PromotionTier=" + to);
    }

    /** Gives an instance its promotion tier back. */
    public static PlannedStep plannedBack(String instance, int from, int to) {
        return planned(instance, from, to).asCleanup();
    }

    public SetTier(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        int to = planned.to();
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
                                intent -> reader.world(target).rds().modifyPromotionTier(intent, id, to))
                        .showingAtOnce()));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        Params planned = parameters(step);
        String id = planned.instance();
        boolean restored = step.planned().cleanup()
                || operation.steps().stream()
                        .anyMatch(s -> s.planned().cleanup()
                                && s.planned().action().equals(ACTION)
                                && s.state() == StepState.COMPLETED
                                && parameters(s).instance().equals(id));
        return restored
                ? Optional.empty()
                : Optional.of("promotion tier of " + id + " was changed: "
                        + Remedies.tier(operation.target(), id, planned.from()));
    }
}
