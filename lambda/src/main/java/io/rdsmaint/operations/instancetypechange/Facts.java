package io.rdsmaint.operations.instancetypechange;

import java.util.OptionalDouble;

/**
 * What else the plan depends on.
 *
 * @param operationId names and tags of what is created derive from it
 * @param scalingToSuspend reader auto scaling is registered for the cluster and at work
 * @param readersRestartWithWriter engine versions whose readers restart when the writer does
 * @param readerCpu mean CPU of the readers in percent at their recent peak; empty when unknown
 * @param cacheManagement cluster cache management is on
 * @param global the cluster's part in a global database
 */
public record Facts(
        String operationId,
        boolean scalingToSuspend,
        boolean readersRestartWithWriter,
        OptionalDouble readerCpu,
        boolean cacheManagement,
        Global global) {

    /** A cluster's part in a global database. */
    public enum Global {
        NONE,
        PRIMARY,
        /** Has no writer of its own. */
        SECONDARY
    }
}
