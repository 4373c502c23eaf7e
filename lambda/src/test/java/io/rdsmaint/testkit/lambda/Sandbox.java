package io.rdsmaint.testkit.lambda;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A process that runs one invocation. It has a thread of its own, but only one process of a run ever moves: whoever lets it go
 * waits until it sleeps, dies or has finished. So it can stop anywhere, for as long as one likes, and nothing in it knows. When one of
 * its threads rests, the others do once they have what they wait for: before they send anything else.
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
    private volatile State state = State.RUNNING;
    private Duration nap = Duration.ZERO;
    private volatile boolean closed;

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
                moves(State.FINISHED);
                rest.release();
            }
        });
    }

    /** Lets it go on until it rests, and says how. */
    State go() {
        moves(State.RUNNING);
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
    public synchronized void requireOpen() {
        while (state != State.RUNNING && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Closed();
            }
        }
        if (closed) {
            throw new Closed();
        }
    }

    private synchronized void moves(State how) {
        state = how;
        notifyAll();
    }

    private void rest(State how) {
        requireOpen();
        moves(how);
        rest.release();
        turn.acquireUninterruptibly();
        requireOpen();
    }

    private synchronized void free() {
        closed = true;
        notifyAll();
    }

    /** Frees the thread of a process that has not finished. */
    void close() {
        if (state != State.FINISHED) {
            free();
            turn.release();
            rest.acquireUninterruptibly();
        }
    }
}
