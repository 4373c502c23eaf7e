package io.rdsmaint.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What ends an invocation, in words that may be read by whoever reads the log or the execution's history: Lambda writes the
 * message and the stack trace of an exception into its log, and gives both to its caller.
 */
public final class UnexplainedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Causes of a failure that are looked at; chains that go round must end; chosen. */
    private static final int DEEPEST = 10;

    private UnexplainedFailure(Throwable what, @Nullable Throwable why) {
        super(Masked.of(String.valueOf(what)), why);
        setStackTrace(what.getStackTrace());
    }

    /** The exception itself when nothing in it looks like a secret, else one that says the same without. */
    public static RuntimeException of(RuntimeException thrown) {
        return clean(thrown, DEEPEST) ? thrown : masked(thrown, DEEPEST);
    }

    private static boolean clean(@Nullable Throwable thrown, int depth) {
        if (thrown == null) {
            return true;
        }
        String text = String.valueOf(thrown);
        return depth > 0 && text.equals(Masked.of(text)) && clean(thrown.getCause(), depth - 1);
    }

    private static UnexplainedFailure masked(Throwable thrown, int depth) {
        Throwable cause = thrown.getCause();
        return new UnexplainedFailure(thrown, cause == null || depth == 0 ? null : masked(cause, depth - 1));
    }
}
