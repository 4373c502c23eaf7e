package io.rdsmaint.testkit.transport;

import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.History;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.lambda.Sandbox;
import io.rdsmaint.testkit.transport.TransportFault.Failure;
import io.rdsmaint.testkit.transport.TransportFault.Side;
import io.rdsmaint.testkit.transport.TransportFault.Untruth;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the function and what it uses: here requests and answers get lost, and the process that waits for them ends. */
public final class FaultyTransport {
    private static final Duration FOR_GOOD = Duration.ofDays(1_000);

    private final EventQueue queue;
    private final FaultPlan faults;
    private final History history;
    private final Map<RequestKind, Row> rows = new EnumMap<>(RequestKind.class);

    /** One request: what it does, and how it looks when it fails. */
    public interface Request<T> {
        RequestKind kind();

        /** It arrives and takes effect; its answer. */
        T effect();

        /** What the function's client makes of a failure; it may throw. */
        T failure(Failure failure);

        /** It takes effect, but its answer isn't the truth. */
        T untrue(Untruth untruth);
    }

    /** The same failure several times in a row. */
    private record Row(Failure failure, int left) {}

    public FaultyTransport(EventQueue queue, FaultPlan faults, History history) {
        this.queue = queue;
        this.faults = faults;
        this.history = history;
    }

    /** Failures that go on are over. */
    public void clear() {
        rows.clear();
    }

    /** Sends a request, through whatever is to strike it. */
    public <T> T send(LambdaInvocation from, Request<T> request) {
        from.sandbox().requireOpen();
        Row row = row(request);
        return faults.at(from, request)
                .map(fault -> struck(from, request, fault))
                .orElseGet(() -> row == null ? effect(from, request) : failing(request, row.failure(), row.left()));
    }

    private synchronized @Nullable Row row(Request<?> request) {
        return rows.remove(request.kind());
    }

    private <T> T struck(LambdaInvocation from, Request<T> request, TransportFault fault) {
        return switch (fault) {
            case TransportFault.Killed(Side side) -> {
                lateUnlessBefore(side, from, request);
                throw dead(from);
            }
            case TransportFault.KilledInside(Duration effectAfter) -> {
                queue.after(effectAfter, () -> late(from, request));
                throw dead(from);
            }
            case TransportFault.Hung(Side side) -> {
                lateUnlessBefore(side, from, request);
                throw hung(from);
            }
            case TransportFault.Asleep(Side side, Duration nap) -> {
                if (side == Side.BEFORE) {
                    nap(from, nap);
                    yield effect(from, request);
                }
                T answer = effect(from, request);
                nap(from, nap);
                yield answer;
            }
            case TransportFault.Failing(Failure failure, boolean tookEffect, int times) -> {
                if (tookEffect) {
                    late(from, request);
                }
                yield failing(request, failure, times);
            }
            case TransportFault.Untrue(Untruth untruth) -> request.untrue(untruth);
            case TransportFault.Preceded(Runnable act) -> {
                act.run();
                yield effect(from, request);
            }
        };
    }

    private <T> T effect(LambdaInvocation from, Request<T> request) {
        history.add(from.id(), request::toString);
        return request.effect();
    }

    private void lateUnlessBefore(Side side, LambdaInvocation from, Request<?> request) {
        if (side == Side.AFTER) {
            late(from, request);
        }
    }

    /** An effect whose answer nobody sees: not even that it was refused. */
    private void late(LambdaInvocation from, Request<?> request) {
        try {
            effect(from, request);
        } catch (RuntimeException e) {
            history.add(from.id(), () -> "  refused: " + e.getMessage());
        }
    }

    private <T> T failing(Request<T> request, Failure failure, int times) {
        if (times > 1) {
            synchronized (this) {
                rows.put(request.kind(), new Row(failure, times - 1));
            }
        }
        return request.failure(failure);
    }

    private static Sandbox.Closed dead(LambdaInvocation from) {
        from.sandbox().die();
        return new Sandbox.Closed();
    }

    private static Sandbox.Closed hung(LambdaInvocation from) {
        from.sandbox().sleep(FOR_GOOD);
        return new Sandbox.Closed();
    }

    private void nap(LambdaInvocation from, Duration howLong) {
        from.sandbox().sleep(howLong);
        history.add(from.id(), () -> "goes on after " + howLong);
    }
}
