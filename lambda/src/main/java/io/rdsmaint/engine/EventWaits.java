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

    /** The same after each event: what it told may show late, and mostly no other follows; chosen. */
    private static final Duration WHILE_IT_MAY_SHOW = Duration.ofMinutes(2);

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
     * @param sparse until a look is due where an event is likely to tell first
     * @param close the same where none does
     */
    NextAction.Wait next(Woken woken, String resource, Duration sparse, Duration close, Instant now) {
        boolean quiet = woken.quietUntil() > now.getEpochSecond();
        if (quiet) {
            return after(woken, resource, close, now);
        }
        if (!woken.event() || woken.quietUntil() > 0) {
            return armed(Woken.by(0, woken.fruitless(), 0), resource, sparse, now);
        }
        int looks = woken.looks() + 1;
        if (looks < LOOKS) {
            return after(Woken.by(looks, woken.fruitless(), 0), resource, Wake.PAUSE, now);
        }
        boolean often = woken.fruitless() + 1 >= FRUITLESS;
        Instant until = now.plus(often ? QUIET : WHILE_IT_MAY_SHOW);
        return after(Woken.by(LOOKS, often ? 0 : woken.fruitless() + 1, until.getEpochSecond()), resource, close, now);
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
        long seconds = pause.toSeconds();
        return new NextAction.Wait(
                seconds,
                new Wake(armed, resource, woken, now.plusSeconds(seconds).plus(MARGIN)));
    }
}
