package io.rdsmaint.campaign;

import io.rdsmaint.testkit.transport.RequestKind;

/** The kinds of places at which something can go wrong. */
enum Point {
    /** A request that looks at the databases or their surroundings. */
    READ,
    /** A request that changes them. */
    CHANGE,
    /** A request that reads what is stored. */
    LOAD,
    /** A request that writes to the store. */
    SAVE,
    /** A request that publishes events. */
    PUBLISH,
    /** A request about executions. */
    EXECUTIONS,
    /** An invocation of the function by the state machine. */
    INVOCATION,
    /** A question that people are asked. */
    QUESTION;

    /** The place at which a request passes. */
    static Point of(RequestKind kind) {
        return switch (kind) {
            case READ -> READ;
            case CHANGE -> CHANGE;
            case LOAD -> LOAD;
            case SAVE -> SAVE;
            case PUBLISH -> PUBLISH;
            case EXECUTIONS -> EXECUTIONS;
        };
    }
}
