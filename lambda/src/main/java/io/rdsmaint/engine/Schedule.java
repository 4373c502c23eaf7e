package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When disruptive steps may begin. Everything else of an operation runs at any time.
 *
 * @param notBefore no disruptive step begins earlier, or null
 * @param window they begin only while it is open and long enough open for the step, or null for always
 * @param outside what a step does that comes up at another time
 */
public record Schedule(
        @Nullable Instant notBefore, @Nullable Window window, Outside outside) {
    /** At any time. */
    public static final Schedule ANYTIME = new Schedule(null, null, Outside.WAIT);

    /** What happens to a disruptive step that comes up outside the schedule. */
    public enum Outside {
        /** It waits until it may begin. */
        WAIT,
        /** A person is asked whether it shall begin now or wait. */
        ASK;

        /** The word users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The earliest time, from {@code now} on, at which a step that usually takes {@code needed} may begin. */
    public Instant opening(Instant now, Duration needed) {
        Instant from = notBefore != null && notBefore.isAfter(now) ? notBefore : now;
        return window == null ? from : window.opening(from, needed);
    }

    /** True when a step that usually takes {@code needed} may begin then. */
    boolean allows(Instant at, Duration needed) {
        return !opening(at, needed).isAfter(at);
    }

    /** How many windows have passed in which such a step could have begun, their last moment for it between two times. */
    int turns(Instant from, Instant to, Duration needed) {
        Instant first = notBefore != null && notBefore.isAfter(from) ? notBefore : from;
        return window == null ? 0 : window.turns(first, to, needed);
    }

    /** True while disruptive steps may have to wait, now or later. */
    boolean binds(Instant now) {
        return window != null || (notBefore != null && notBefore.isAfter(now));
    }

    /** What to know beforehand of a step that takes longer than the window lasts; empty when it fits. */
    Optional<String> misfit(PlannedStep step) {
        if (window == null || !step.disruptive() || window.fits(step.expected())) {
            return Optional.empty();
        }
        return Optional.of(step.name() + " usually takes " + step.expected().toMinutes()
                + " minutes, longer than the window " + window.text() + " (UTC) lasts: it begins in the first "
                + window.openingOf(step.expected()).toMinutes() + " minutes of a window and ends after it.");
    }

    /** In words, completing "disruptive steps begin …". */
    public String words() {
        String after = notBefore == null ? "" : "not before " + notBefore;
        String during = window == null
                ? ""
                : "in the window " + window.text() + " (UTC" + (window.alwaysOpen() ? ", always open)" : ")");
        return after.isEmpty() && during.isEmpty()
                ? "at any time"
                : after + (after.isEmpty() || during.isEmpty() ? "" : ", ") + during;
    }
}
