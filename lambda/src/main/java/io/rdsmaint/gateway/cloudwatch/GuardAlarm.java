package io.rdsmaint.gateway.cloudwatch;

import io.rdsmaint.engine.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudWatch alarm that an operation is guarded by, as it is now.
 *
 * @param reason of its state, as CloudWatch words it; may be empty
 * @param since when it came into its state; null when CloudWatch doesn't tell
 * @param evaluation how long its metric must be bad before it rings; null when that isn't known, as for composite alarms
 */
public record GuardAlarm(
        String name,
        State state,
        String reason,
        @Nullable Instant since,
        @Nullable Duration evaluation) {

    /** The state of an alarm. */
    public enum State {
        OK,
        ALARM,
        /** Too little was measured to judge: it guards nothing at the moment. */
        INSUFFICIENT_DATA,
        /** There is no alarm of that name. */
        GONE
    }

    static GuardAlarm gone(String name) {
        return new GuardAlarm(name, State.GONE, "", null, null);
    }

    /** True when nothing may be disturbed without a person's word: it rings, or can't ring because it is gone. */
    public boolean objects() {
        return state == State.ALARM || state == State.GONE;
    }

    /** What is so; two looks give the same words exactly when the alarm has not turned in between. */
    public String words() {
        return words(String.valueOf(since));
    }

    private String words(String turned) {
        return state == State.GONE
                ? "there is no alarm " + name
                : name + " is in state " + state + (since == null ? "" : " since " + turned);
    }

    /** The same for people, with CloudWatch's reason. */
    public String explained() {
        return explained(words(since == null ? "" : Times.words(since)));
    }

    /** As version 0.1.0 explained it. */
    public String formerly() {
        return explained(words());
    }

    private String explained(String is) {
        return reason.isEmpty() ? is : is + " (" + reason + ")";
    }
}
