package io.rdsmaint.campaign;

import io.rdsmaint.testkit.machine.InvocationFault;
import io.rdsmaint.testkit.transport.TransportFault;
import io.rdsmaint.testkit.transport.TransportFault.Failing;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import io.rdsmaint.testkit.transport.TransportFault.Untruth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is to go wrong.
 *
 * @param ordinal at the how-manieth point of this kind in the run, from 1
 * @param degree from 0 to 1, what it means is the kind's own: how long, how often, who
 */
record Strike(FaultKind kind, Point point, int ordinal, double degree) {
    private static final List<Duration> NAPS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(10), Duration.ofMinutes(20));

    /** What it does to a request. */
    TransportFault onTheWay(Meddler meddler) {
        return switch (kind) {
            case KILLED_BEFORE -> new TransportFault.Killed(Side.BEFORE);
            case KILLED_INSIDE, STATEMENT_LATE -> new TransportFault.KilledInside(seconds(1 + degree * 240));
            case KILLED_AFTER -> new TransportFault.Killed(Side.AFTER);
            case HUNG_BEFORE -> new TransportFault.Hung(Side.BEFORE);
            case HUNG_AFTER -> new TransportFault.Hung(Side.AFTER);
            case ASLEEP_BEFORE -> new TransportFault.Asleep(Side.BEFORE, nap());
            case ASLEEP_AFTER -> new TransportFault.Asleep(Side.AFTER, nap());
            case SLOW -> new TransportFault.Asleep(Side.AFTER, seconds(1 + degree * 20));
            case REQUEST_LOST -> new Failing(Failure.LOST, false);
            case CONFLICTING -> new Failing(Failure.CONFLICTING, false);
            case ANSWER_LOST -> new Failing(Failure.LOST, true);
            case SERVER_ERROR_AFTER -> new Failing(Failure.SERVER_ERROR, true);
            case SERVER_ERROR -> new Failing(Failure.SERVER_ERROR, false, times());
            case THROTTLED -> new Failing(Failure.THROTTLED, false, times());
            case PARTLY_TAKEN -> new TransportFault.Untrue(Untruth.PARTLY_TAKEN);
            case STALE -> new TransportFault.Untrue(Untruth.STALE);
            case EVENTS_JUMBLED -> new TransportFault.Untrue(Untruth.EVENTS_JUMBLED);
            default -> new TransportFault.Preceded(() -> meddler.does(this));
        };
    }

    /** What it does to an invocation, but for what befalls its execution. */
    Optional<InvocationFault> onInvoking() {
        return switch (kind) {
            case NOT_INVOKED -> Optional.of(InvocationFault.NOT_INVOKED);
            case REPLY_LOST -> Optional.of(InvocationFault.REPLY_LOST);
            case INVOKED_AGAIN -> Optional.of(InvocationFault.INVOKED_AGAIN);
            case INVOKED_TWICE -> Optional.of(InvocationFault.INVOKED_TWICE);
            default -> Optional.empty();
        };
    }

    private Duration nap() {
        return NAPS.get((int) (degree * NAPS.size()));
    }

    private int times() {
        return 1 + (int) (degree * 6);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }

    @Override
    public String toString() {
        return kind + " at " + point + " " + ordinal + " (%.2f)".formatted(degree);
    }
}
