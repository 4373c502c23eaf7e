package io.rdsmaint.local.clock;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something that is being done and that the clock waits for. */
public final class Work {
    private final AtomicBoolean over = new AtomicBoolean();
    private final Runnable onEnd;

    Work(Runnable onEnd) {
        this.onEnd = onEnd;
    }

    /** The clock no longer waits for it: it has ended, or nobody expects anything of its thread any more. */
    public void end() {
        if (over.compareAndSet(false, true)) {
            onEnd.run();
        }
    }
}
