package io.rdsmaint.testkit.machine;

/** What goes wrong with one invocation by the machine. */
public enum InvocationFault {
    /** Lambda has no room: the function does not run. */
    NOT_INVOKED,
    /** The function runs, and its answer is lost. */
    REPLY_LOST,
    /** The function is invoked twice, one after the other. */
    INVOKED_AGAIN,
    /** The function is invoked twice at the same time. */
    INVOKED_TWICE
}
