package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Goal: some hours have passed in which the old cluster was left as it is. Looks at nothing but the clock. */
public final class KeepOld extends ParameterizedStep<KeepOld.Params> {
    /** The word in plans. */
    public static final String ACTION = "keep_old";

    record Params(int hours) {
        static Params of(JsonNode json) {
            return new Params(new Fields(json).number("hours"));
        }

        ObjectNode json() {
            return Json.object().put("hours", hours);
        }
    }

    private static final String UNTIL = "until";

    /** Seconds: nothing to see, only a sign of life. */
    private static final long LONGEST_RECHECK = 3_600;

    /**
     * Leaves the old cluster as it is for a while.
     *
     * @param hours at least 1
     */
    public static PlannedStep planned(int hours) {
        Duration time = Duration.ofHours(hours);
        return PlannedStep.of(
                "Keep old cluster " + hours + (hours == 1 ? " hour" : " hours"),
                ACTION,
                new Params(hours).json(),
                time,
                time.plus(Duration.ofHours(1)),
                List.of());
    }

    public KeepOld(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        if (!run.memo().has(UNTIL)) {
            run.memo()
                    .put(
                            UNTIL,
                            run.now().plus(Duration.ofHours(planned.hours())).toString());
        }
        Instant until = Instant.parse(run.memo().path(UNTIL).asText());
        if (run.now().isBefore(until)) {
            long left = Duration.between(run.now(), until).toSeconds() + 1;
            return Outcome.waiting(
                    until + ", until when the old cluster is kept as asked", Math.min(left, LONGEST_RECHECK));
        }
        return Outcome.done(Json.object().put(UNTIL, until.toString()));
    }
}
