package io.rdsmaint.operations.residue;

import io.rdsmaint.engine.OperationState;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operation made and that no live operation looks after.
 *
 * @param kind {@code instance} or {@code blue_green_deployment}
 * @param clusterId its cluster; for a deployment the ARN of its source
 * @param status as AWS spells it
 * @param operationId as its tag says
 * @param operationState what became of the operation, or null when there is none of this id here
 * @param todo what to do about it, with the command
 */
public record Leftover(
        String region,
        String kind,
        String id,
        String clusterId,
        String status,
        String operationId,
        @Nullable OperationState operationState,
        String todo) {}
