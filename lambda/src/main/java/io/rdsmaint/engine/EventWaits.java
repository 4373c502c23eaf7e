package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which waits an event may end early. Events of AWS are best effort: they may be late, missing or out of order, and come before the
 * status shows what they tell. So each such wait ends by itself, too, no later than a look would be due; after an event there are a
 * few close looks; and where events lead to nothing, they end no wait for a while.
 */
final class EventWaits {
    /** A shorter wait is not worth a task of its own; chosen. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    /** Until the status shows what the event told, with {@link Wake#PAUSE} before each: 36 seconds; chosen. */
    private static final int LOOKS = 3;

    /** Events in a row that lead to nothing: whoever sends them does not tell of what is awaited; chosen. */
    private static final int FRUITLESS = 3;

    /** For how long events end no wait then; chosen. */
    private static final Duration QUIET = Duration.ofMinutes(5);

    /** How long the store keeps what nobody waits for any more, beside the time that its deletion takes; chosen. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final boolean wanted;

    /**
     * @param wanted whether this deployment's machine has such waits
     */
    EventWaits(boolean wanted) {
        this.wanted = wanted;
    }

    /** Whether an event may tell when it has ended what a step waits for: only events of the deployment's own place reach it. */
    boolean mayEnd(Outcome.Waiting waiting, Operation operation, Step step) {
        return wanted
                && waiting.resource() != null
                && waiting.recheckAfter() == null
                && here(operation, step.planned().place());
    }

    private static boolean here(Operation operation, PlannedStep.@Nullable Place place) {
        Target target = place == null ? operation.target() : operation.target().at(place);
        String[] owner = operation.owner().executionArn().split(":", -1);
        return target.roleArn() == null
                && owner.length > 4
                && owner[3].equals(target.region())
                && owner[4].equals(target.account());
    }

    /**
     * The wait.
     *
     * @param woken how the execution came to call
     * @param resource whose events count
     * @param pause until a look is due without any event
     */
    NextAction.Wait next(Woken woken, String resource, Duration pause, Instant now) {
        Instant quietUntil = Instant.ofEpochSecond(woken.quietUntil());
        boolean quiet = quietUntil.isAfter(now);
        int looks = woken.looks() + 1;
        if (!woken.event() || (!quiet && woken.quietUntil() > 0)) {
            return armed(Woken.by(0, 0, 0), resource, pause, now);
        }
        if (!quiet && looks < LOOKS) {
            return after(Woken.by(looks, woken.fruitless(), 0), resource, Wake.PAUSE, now);
        }
        if (!quiet && woken.fruitless() + 1 < FRUITLESS) {
            return armed(Woken.by(0, woken.fruitless() + 1, 0), resource, pause, now);
        }
        Instant until = quiet ? quietUntil : now.plus(QUIET);
        return after(Woken.by(LOOKS, 0, until.getEpochSecond()), resource, pause, now);
    }

    private static NextAction.Wait armed(Woken woken, String resource, Duration pause, Instant now) {
        return pause.compareTo(LEAST) < 0
                ? new NextAction.Wait(pause.toSeconds())
                : wait(true, woken, resource, pause, now);
    }

    private static NextAction.Wait after(Woken woken, String resource, Duration pause, Instant now) {
        return wait(false, woken, resource, pause, now);
    }

    private static NextAction.Wait wait(boolean armed, Woken woken, String resource, Duration pause, Instant now) {
        return new NextAction.Wait(
                pause.toSeconds(),
                new Wake(armed, resource, woken, now.plus(pause).plus(MARGIN)));
    }
}
