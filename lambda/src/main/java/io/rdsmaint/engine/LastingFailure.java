package io.rdsmaint.engine;

/** Something that trying again does not mend, such as a missing permission: a person is asked. The message says what to do. */
public final class LastingFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LastingFailure(String message) {
        super(message);
    }

    public LastingFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
