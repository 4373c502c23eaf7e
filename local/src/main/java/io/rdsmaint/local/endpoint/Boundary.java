package io.rdsmaint.local.endpoint;

/**
 * Watches the requests on their way in and out, so that a caller can be cut off: one that is gets no answer at all, not
 * even an error that it could catch.
 */
public interface Boundary {
    /** Whether a request may reach its service. */
    boolean admits(Call call);

    /** Whether the answer to an admitted request may reach its caller. */
    boolean answers(Call call);
}
