package io.rdsmaint.aurora.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.step.ClusterStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.autoscaling.ReaderScaling;
import io.rdsmaint.gateway.autoscaling.ReaderScaling.Suspension;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * Goal: auto scaling neither adds nor removes readers. Remembers what was suspended before, for {@link RestoreScaling}.
 */
public final class SuspendScaling extends ClusterStep {
    /** The word in plans. */
    public static final String ACTION = "suspend_scaling";

    private static final String BEFORE = "suspended_before";

    /** Keeps auto scaling from adding and removing readers meanwhile. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                "Suspend reader auto scaling",
                ACTION,
                Json.object(),
                Duration.ofSeconds(15),
                Duration.ofMinutes(15),
                "RegisterScalableTarget cluster:" + clusterId + " SuspendedState=all");
    }

    public SuspendScaling(StepTools tools) {
        super(ACTION, tools);
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<ReaderScaling> scaling = reader.world(target).scaling().readers(target.name());
        if (scaling.isEmpty()) {
            return Outcome.done();
        }
        if (!run.memo().has(BEFORE)) {
            run.memo().set(BEFORE, write(scaling.get().suspended()));
        }
        if (scaling.get().suspended().equals(Suspension.ALL)) {
            return Outcome.done();
        }
        reader.requireSame(run.operation());
        return run.change(Change.repeatable(
                        "RegisterScalableTarget cluster:" + target.name() + " SuspendedState=all",
                        scalable(target),
                        () -> reader.world(target)
                                .scaling()
                                .readers(target.name())
                                .isPresent(),
                        intent -> reader.world(target).scaling().suspend(intent, target.name(), Suspension.ALL))
                .showingAtOnce());
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
