package io.rdsmaint.local.asl;

/** Ends the evaluation of a state with an error that the language names. */
final class StatesException extends RuntimeException {
    private final String error;
    private final String detail;

    StatesException(String error, String detail) {
        super(error + ": " + detail);
        this.error = error;
        this.detail = detail;
    }

    static StatesException runtime(String detail) {
        return new StatesException(Failure.RUNTIME, detail);
    }

    String error() {
        return error;
    }

    String detail() {
        return detail;
    }
}
