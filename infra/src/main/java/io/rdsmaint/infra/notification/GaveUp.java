package io.rdsmaint.infra.notification;

/**
 * Words for what the state machine tells when it cannot call the function, from what it knows: ids and ARNs, which are
 * harmless in any template.
 *
 * @param title plain, and shorter than 100 characters, because operation ids are short
 * @param dedupKey of the alert
 */
record GaveUp(String title, String text, String dedupKey) {
    private static final String RUNBOOK = " Runbook: docs/runbook.md#the-function-fails";

    static GaveUp of(News news) {
        String execution = "Execution " + news.field("execution_arn")
                + " could not call the function and has ended; its last failed task says why. Check that before you"
                + " act: whoever may publish on the bus can send such a message. ";
        String operation = news.field("operation_id");
        return news == News.GAVE_UP
                ? new GaveUp(
                        "[error] operation " + operation + " stalled: the function could not be called",
                        execution
                                + "Nothing is lost. Mend the cause, then start an execution whose input has"
                                + " operation_id "
                                + operation + " and nothing else: it takes the operation over." + RUNBOOK,
                        operation + "-stalled")
                : new GaveUp(
                        "[error] nothing was started: the function could not be called",
                        execution + "Nothing was begun. Mend the cause and start again." + RUNBOOK,
                        news.field("execution_arn"));
    }
}
