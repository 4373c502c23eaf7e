package io.rdsmaint.local.lambda;

import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.clock.Work;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One run of the function in a sandbox; it has one result, whatever comes later. */
final class Invocation {
    private final String requestId;
    private final Work work;
    private final Optional<Fault.Killed> fate;
    private final Consumer<Result> then;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Optional<Scheduler.Timer> timeout = Optional.empty();

    Invocation(String requestId, Work work, Optional<Fault.Killed> fate, Consumer<Result> then) {
        this.requestId = requestId;
        this.work = work;
        this.fate = fate;
        this.then = then;
    }

    String requestId() {
        return requestId;
    }

    void limit(Scheduler.Timer timer) {
        timeout = Optional.of(timer);
    }

    /** Tells the result, if none has been told; the clock then no longer waits for the thread. */
    void finish(Result result) {
        if (over.compareAndSet(false, true)) {
            timeout.ifPresent(Scheduler.Timer::cancel);
            then.accept(result);
            work.end();
        }
    }

    /** The number of a request that is about to reach its service, from 1. */
    int count() {
        return requests.incrementAndGet();
    }

    boolean diesBefore(int request) {
        return fate.filter(killed -> !killed.afterEffect() && killed.request() == request)
                .isPresent();
    }

    boolean diesAfter() {
        return fate.filter(killed -> killed.afterEffect() && killed.request() <= requests.get())
                .isPresent();
    }
}
