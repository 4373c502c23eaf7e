package io.rdsmaint.campaign;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Between the function and what it uses: here requests and answers get lost, and the process that waits for them ends. A fault
 * is never an exception that the function could catch, unless it is one that the real service or its client throws.
 */
final class Wire {
    private static final List<Duration> NAPS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(10), Duration.ofMinutes(20));
    private static final Duration FOR_GOOD = Duration.ofDays(1_000);

    private final Agenda agenda;
    private final Strikes strikes;
    private final Meddler meddler;
    private final History history;
    private final Map<Point, Row> rows = new EnumMap<>(Point.class);
    private boolean closed;

    /** One request: what it does, and how it looks when it fails. */
    interface Request<T> {
        Point point();

        /** It arrives and takes effect; its answer. */
        T effect();

        /** What the function's client makes of a failure of this kind; it may throw. */
        T failure(FaultKind kind);

        /** It takes effect, but its answer isn't the truth. */
        T twisted(Strike strike);
    }

    /** The same failure several times in a row. */
    private record Row(FaultKind kind, int left) {}

    Wire(Agenda agenda, Strikes strikes, Meddler meddler, History history) {
        this.agenda = agenda;
        this.strikes = strikes;
        this.meddler = meddler;
        this.history = history;
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        strikes.end();
        rows.clear();
    }

    /** From now on nothing has an effect any more. */
    void close() {
        closed = true;
    }

    /** Sends a request, through whatever is to strike it. */
    <T> T send(Invocation from, Request<T> request) {
        requireOpen();
        Row row = rows.remove(request.point());
        return strikes.at(request.point())
                .map(strike -> struck(from, request, strike))
                .orElseGet(() -> row == null ? effect(from, request) : failing(request, row.kind(), row.left()));
    }

    private <T> T struck(Invocation from, Request<T> request, Strike strike) {
        history.add(from.id(), () -> "! " + strike + ": " + request);
        strikes.did(strike);
        return switch (strike.kind()) {
            case KILLED_BEFORE -> throw dead(from);
            case KILLED_INSIDE -> {
                agenda.after(seconds(1 + strike.degree() * 240), () -> late(from, request));
                throw dead(from);
            }
            case KILLED_AFTER -> {
                late(from, request);
                throw dead(from);
            }
            case HUNG_BEFORE -> throw hung(from);
            case HUNG_AFTER -> {
                late(from, request);
                throw hung(from);
            }
            case ASLEEP_BEFORE -> {
                nap(from, NAPS.get((int) (strike.degree() * NAPS.size())));
                yield effect(from, request);
            }
            case ASLEEP_AFTER -> {
                T answer = effect(from, request);
                nap(from, NAPS.get((int) (strike.degree() * NAPS.size())));
                yield answer;
            }
            case SLOW -> {
                T answer = effect(from, request);
                nap(from, seconds(1 + strike.degree() * 20));
                yield answer;
            }
            case REQUEST_LOST, CONFLICTING -> request.failure(strike.kind());
            case ANSWER_LOST, SERVER_ERROR_AFTER -> {
                late(from, request);
                yield request.failure(strike.kind());
            }
            case SERVER_ERROR, THROTTLED -> failing(request, strike.kind(), 1 + (int) (strike.degree() * 6));
            case PARTLY_TAKEN, STALE, EVENTS_JUMBLED -> request.twisted(strike);
            default -> {
                meddler.does(strike);
                yield effect(from, request);
            }
        };
    }

    private <T> T effect(Invocation from, Request<T> request) {
        history.add(from.id(), request::toString);
        return request.effect();
    }

    /** An effect whose answer nobody sees: not even that it was refused. */
    private void late(Invocation from, Request<?> request) {
        try {
            effect(from, request);
        } catch (RuntimeException e) {
            history.add(from.id(), () -> "  refused: " + e.getMessage());
        }
    }

    private <T> T failing(Request<T> request, FaultKind kind, int times) {
        if (times > 1) {
            rows.put(request.point(), new Row(kind, times - 1));
        }
        return request.failure(kind);
    }

    private static Sandbox.Closed dead(Invocation from) {
        from.sandbox().die();
        return new Sandbox.Closed();
    }

    private static Sandbox.Closed hung(Invocation from) {
        from.sandbox().sleep(FOR_GOOD);
        return new Sandbox.Closed();
    }

    private void nap(Invocation from, Duration howLong) {
        from.sandbox().sleep(howLong);
        requireOpen();
        history.add(from.id(), () -> "goes on after " + howLong);
    }

    private void requireOpen() {
        if (closed) {
            throw new Sandbox.Closed();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }
}
