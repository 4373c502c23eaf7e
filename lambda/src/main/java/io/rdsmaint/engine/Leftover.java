package io.rdsmaint.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something that an operation made and that no live operation looks after.
 *
 * @param kind of resource, as its family calls it
 * @param targetKind of what it belongs to
 * @param belongsTo the name of that
 * @param status as AWS spells it
 * @param operationId as its tag says
 * @param operationState what became of the operation, or null when there is none of this id here
 * @param todo what to do about it, with the command
 */
public record Leftover(
        String region,
        String kind,
        String id,
        String targetKind,
        String belongsTo,
        String status,
        String operationId,
        @Nullable OperationState operationState,
        String todo) {}
