package io.rdsmaint.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * While it lasts, no operation of the deployment begins a step or makes a further call, except in kinds of steps that must
 * finish; what is under way is followed until it has come to rest. One that can't be read holds calls as if it were in force.
 *
 * @param reason why, for whoever wonders at 3 a.m.
 * @param by who is said to have frozen, as declared
 * @param since when, to the second
 */
public record Freeze(String reason, String by, Instant since) {

    public Freeze {
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    /** True when somebody asks for what is already so, such as by repeating a request that got no answer. */
    boolean sameAs(Freeze other) {
        return reason.equals(other.reason) && by.equals(other.by);
    }

    /** What a step waits for, completing "waiting for …". */
    String condition() {
        return "the end of the freeze since " + since + " by " + by + ": " + reason;
    }
}
