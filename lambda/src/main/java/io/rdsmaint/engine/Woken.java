package io.rdsmaint.engine;

/**
 * How an execution's looks went since an event ended its wait. It travels in the machine's state, so that looks which show nothing
 * need not be stored.
 *
 * @param event whether an event is what led to this call
 * @param looks that have followed the last event, and showed nothing
 * @param fruitless events in a row whose looks all showed nothing
 * @param quietUntil seconds since 1970 until which no event ends a wait; 0 when events may
 */
public record Woken(boolean event, int looks, int fruitless, long quietUntil) {
    /** No event has led to this call. */
    public static final Woken NOT = new Woken(false, 0, 0, 0);

    /** After an event. */
    public static Woken by(int looks, int fruitless, long quietUntil) {
        return new Woken(true, looks, fruitless, quietUntil);
    }
}
