package io.rdsmaint.testkit.lambda;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A process that runs one invocation. It has a thread of its own, but only one thread of a run ever moves: whoever lets it go
 * waits until it sleeps, dies or has finished. So it can stop anywhere, for as long as one likes, and nothing in it knows.
 */
public final class Sandbox {
    enum State {
        RUNNING,
        ASLEEP,
        DEAD,
        FINISHED
    }

    /** The run is over; this only frees the thread. Nothing that a process could do still has an effect then. */
    public static final class Closed extends Error {
        private static final long serialVersionUID = 1L;

        public Closed() {
            super("the run is over", null, false, false);
        }
    }

    private final Semaphore turn = new Semaphore(0);
    private final Semaphore rest = new Semaphore(0);
    private State state = State.RUNNING;
    private Duration nap = Duration.ZERO;
    private boolean closed;

    /**
     * @param threads where its thread comes from; what libraries keep per thread is costly to make
     */
    Sandbox(Executor threads, Runnable invocation) {
        threads.execute(() -> {
            turn.acquireUninterruptibly();
            try {
                if (!closed) {
                    invocation.run();
                }
            } catch (Closed e) {
                // nobody waits for it any more
            } finally {
                state = State.FINISHED;
                rest.release();
            }
        });
    }

    /** Lets it go on until it rests, and says how. */
    State go() {
        state = State.RUNNING;
        turn.release();
        rest.acquireUninterruptibly();
        return state;
    }

    /** How long it sleeps. */
    Duration nap() {
        return nap;
    }

    /** Called by the process itself: it stops, and goes on when it is let go again. */
    public void sleep(Duration howLong) {
        nap = howLong;
        rest(State.ASLEEP);
    }

    /** Called by the process itself: it never goes on. */
    public void die() {
        rest(State.DEAD);
    }

    /** Called by the process itself before it does anything: once closed, it does nothing any more. */
    public void requireOpen() {
        if (closed) {
            throw new Closed();
        }
    }

    private void rest(State how) {
        state = how;
        rest.release();
        turn.acquireUninterruptibly();
        requireOpen();
    }

    /** Frees the thread of a process that has not finished. */
    void close() {
        if (state != State.FINISHED) {
            closed = true;
            turn.release();
            rest.acquireUninterruptibly();
        }
    }
}
