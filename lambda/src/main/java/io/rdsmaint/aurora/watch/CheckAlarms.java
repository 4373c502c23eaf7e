package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.precondition.AlarmPrecondition;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.cloudwatch.GuardAlarm;
import io.rdsmaint.kit.Json;
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
public final class CheckAlarms extends ParameterizedStep<CheckAlarms.Params> {
    /** The word in plans. */
    public static final String ACTION = "check_alarms";

    /**
     * @param after the name of the step that may have set off alarms
     */
    record Params(String after, Duration looking) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("after"), Duration.ofSeconds(fields.number("seconds")));
        }

        ObjectNode json() {
            return Json.object().put("after", after).put("seconds", looking.toSeconds());
        }
    }

    /** Two periods of the fastest usual alarm; chosen. */
    private static final Duration LEAST = Duration.ofMinutes(2);

    /** What no operation should wait longer for, step after step; chosen. */
    private static final Duration MOST = Duration.ofMinutes(5);

    /** What CloudWatch takes to judge a period that is over; chosen. */
    private static final Duration LATENESS = Duration.ofMinutes(1);

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    private static final String SINCE = "since";

    /** Looks for a while whether guard alarms ring after a disruptive step. */
    public static PlannedStep planned(PlannedStep after, Duration looking) {
        return PlannedStep.looking(
                "Look at alarms after " + after.name(),
                ACTION,
                new Params(after.name(), looking).json(),
                looking,
                looking.plus(Duration.ofHours(1)));
    }

    public CheckAlarms(StepTools tools) {
        super(ACTION, Params::of, tools);
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
    public Optional<Situation> hurting() {
        return Optional.of(AlarmFindings.SERVED_WORSE);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
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
        Instant end = Instant.parse(run.memo().path(SINCE).asText()).plus(planned.looking());
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
