package io.rdsmaint.aurora.rolling;

import java.util.OptionalDouble;

/**
 * What else the plan depends on.
 *
 * @param operationId names and tags of what is created derive from it
 * @param scalingToSuspend reader auto scaling is registered for the cluster and at work, and the deployment may suspend it
 * @param readerCpu mean CPU of the readers in percent now; empty when unknown
 */
public record Facts(String operationId, boolean scalingToSuspend, OptionalDouble readerCpu) {}
