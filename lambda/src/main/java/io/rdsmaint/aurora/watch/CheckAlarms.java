package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.precondition.AlarmPrecondition;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.PreconditionEvaluator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goal: after a disruptive step, the alarms that guard the operation had time to ring and none does, or a person
 * accepts those that do. Metrics come late and alarms judge them later, so it looks for some minutes and not once.
 *
 * <p>A rollback has no such steps: it goes back to what served before, and going back again is no answer that could be
 * offered. The guard before each of its changes still holds.
 */
public final class CheckAlarms implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "check_alarms";

    private static final Duration LEAST = Duration.ofMinutes(2);
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final Duration LATENESS = Duration.ofMinutes(1);
    private static final long RECHECK = 30;
    private static final String SINCE = "since";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    /** Looks for a while whether guard alarms ring after a disruptive step. */
    public static PlannedStep planned(PlannedStep after, Duration looking) {
        return PlannedStep.looking(
                "Look at alarms after " + after.name(),
                ACTION,
                Json.object().put("after", after.name()).put("seconds", looking.toSeconds()),
                looking,
                looking.plus(Duration.ofHours(1)));
    }

    public CheckAlarms(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.evaluator = evaluator;
    }

    /**
     * How long to look: until the slowest of the alarms could have rung, but from two to five minutes; five when that
     * isn't known. Slower alarms are met before the next change, and by the watch.
     */
    public static Duration lookingTime(List<GuardAlarm> alarms) {
        Duration slowest = Duration.ZERO;
        for (GuardAlarm alarm : alarms) {
            Duration own = alarm.evaluation() == null ? MOST : alarm.evaluation();
            slowest = own.compareTo(slowest) > 0 ? own : slowest;
        }
        Duration wanted = slowest.plus(LATENESS);
        return wanted.compareTo(LEAST) < 0 ? LEAST : wanted.compareTo(MOST) > 0 ? MOST : wanted;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        if (!run.memo().has(SINCE)) {
            run.memo().put(SINCE, run.now().toString());
        }
        List<GuardAlarm> alarms = reader.alarms(operation);
        Optional<Outcome> asking = AlarmPrecondition.objection(operation.target(), alarms)
                .flatMap(objection -> evaluator.unlessAccepted(run, objection));
        if (asking.isPresent()) {
            return asking.get();
        }
        Instant end = Instant.parse(run.memo().path(SINCE).asText())
                .plusSeconds(run.parameters().path("seconds").asLong());
        long left = Duration.between(run.now(), end).toSeconds();
        if (left > 0) {
            return Outcome.waiting(
                    "the guard alarms to judge what was done (" + left + " s left)", Math.min(left, RECHECK));
        }
        ObjectNode result = Json.object();
        result.set("alarms", Json.texts(operation.options().guardAlarms()));
        result.set(
                "accepted",
                Json.texts(alarms.stream()
                        .filter(GuardAlarm::objects)
                        .map(GuardAlarm::words)
                        .toList()));
        return Outcome.done(result);
    }
}
