package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goal: a fresh instance has served as a reader for a while, so that its cache isn't cold when it becomes the
 * writer. Time it served
 * during other steps counts.
 */
public final class WarmUp extends ParameterizedStep<WarmUp.Params> {
    /** The word in plans. */
    public static final String ACTION = "warm_up";

    record Params(String instance, Duration time) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("instance"), Duration.ofSeconds(fields.number("seconds")));
        }

        ObjectNode json() {
            return Json.object().put("instance", instance).put("seconds", time.toSeconds());
        }
    }

    /** Seconds: one wait, so that what no longer serves is seen when it has to; of a long one, now and then; chosen. */
    private static final long LONGEST_RECHECK = 600;

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 15;

    private static final String SINCE = "since";

    /** Lets a fresh instance serve as a reader for a while. */
    public static PlannedStep planned(String instance, Duration time) {
        return PlannedStep.looking(
                "Warm up " + instance, ACTION, new Params(instance, time).json(), time, time.plus(Duration.ofHours(1)));
    }

    public WarmUp(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        ObservedCluster seen = reader.look(run.operation());
        Optional<Outcome> trouble = evaluator.hindrance(
                run,
                Fitness.TOPIC,
                seen.instance(id).flatMap(i -> Fitness.trouble(run.operation().target(), i)).stream()
                        .toList());
        if (trouble.isPresent()) {
            run.memo().put(SINCE, run.now().toString());
            return trouble.get();
        }
        Optional<String> lacks = seen.whyNotServing(id);
        if (lacks.isPresent()) {
            run.memo().put(SINCE, run.now().toString());
            return Outcome.waiting(lacks.get(), RECHECK);
        }
        if (!run.memo().has(SINCE)) {
            run.memo().put(SINCE, fresh(run.operation(), id).orElse(run.now()).toString());
        }
        Instant since = Instant.parse(run.memo().path(SINCE).asText());
        long left = Duration.between(run.now(), since.plus(planned.time())).toSeconds();
        if (left > 0) {
            return Outcome.waiting(
                    id + " to warm up as a reader (" + left + " s left)", Math.min(left, LONGEST_RECHECK));
        }
        return Outcome.done(Json.object().put("instance", id).put("since", since.toString()));
    }

    /** When the instance came into service by a step of this operation. */
    private static Optional<Instant> fresh(Operation operation, String id) {
        return operation.steps().reversed().stream()
                .filter(s -> s.state() == StepState.COMPLETED && s.completedAt() != null)
                .filter(s -> InstanceSteps.instance(s.planned()).equals(Optional.of(id)))
                .findFirst()
                .map(Step::completedAt);
    }

    /** How long instances are warmed up in this operation; empty when they aren't. */
    static Optional<Duration> planned(Operation operation) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(ACTION))
                .findFirst()
                .map(s -> Params.of(s.planned().parameters()).time());
    }
}
