package io.rdsmaint.infra.notification;

/**
 * Words for what the state machine tells when it cannot call the function, from what it knows: ids and ARNs, which are
 * harmless in any template.
 */
final class GaveUp {
    private static final String OPERATION = News.GAVE_UP.field("operation_id");

    private GaveUp() {}

    /** Shorter than 100 characters, because operation ids are. */
    static String title() {
        return "[error] operation " + OPERATION + " stalled: the function could not be called";
    }

    static String text() {
        return "Execution " + News.GAVE_UP.field("execution_arn")
                + " could not call the function and has ended; its last"
                + " failed task says why. Nothing is lost. Mend the cause, then start an execution whose input has"
                + " operation_id " + OPERATION
                + " and nothing else: it takes the operation over. Without an id, nothing"
                + " was begun: start again.";
    }

    static String dedupKey() {
        return OPERATION + "-stalled";
    }
}
