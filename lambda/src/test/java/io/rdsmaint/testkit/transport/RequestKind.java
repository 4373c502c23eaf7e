package io.rdsmaint.testkit.transport;

/** What a request of the function is for. */
public enum RequestKind {
    /** It looks at what is maintained, or at its surroundings. */
    READ,
    /** It changes them. */
    CHANGE,
    /** It reads what is stored. */
    LOAD,
    /** It writes to the store. */
    SAVE,
    /** It publishes events. */
    PUBLISH,
    /** It is about executions. */
    EXECUTIONS
}
