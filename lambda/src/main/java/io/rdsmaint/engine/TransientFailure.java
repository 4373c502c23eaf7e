package io.rdsmaint.engine;

/** Something that passes by itself: throttling, a service error, a timeout, a cluster that
 * changes from one look to the next. The step is tried again after a growing pause. */
public final class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }

    TransientFailure(String message) {
        super(message);
    }
}
