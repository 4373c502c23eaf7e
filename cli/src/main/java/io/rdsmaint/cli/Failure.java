package io.rdsmaint.cli;

/** A command that ends without having done what it was asked: what happened and why, and what to do about it. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String todo;

    /**
     * @param what what happened and why, as a sentence
     * @param todo what to do about it; empty when the sentence says it
     */
    Failure(ExitCode code, String what, String todo) {
        super(what);
        this.code = code;
        this.todo = todo;
    }

    ExitCode code() {
        return code;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String todo() {
        return todo;
    }
}
