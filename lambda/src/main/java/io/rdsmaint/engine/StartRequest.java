package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A start, syntactically valid.
 *
 * @param pauseBefore names or actions of steps that shall ask first
 * @param executionArn the execution that starts and will own the operation
 * @param executionStartedAt tells executions of the same name apart
 */
public record StartRequest(
        String type,
        String clusterId,
        String region,
        @Nullable String roleArn,
        @Nullable String externalId,
        Options options,
        boolean dryRun,
        @Nullable String requestedBy,
        @Nullable String reason,
        List<String> pauseBefore,
        ObjectNode parameters,
        String executionArn,
        String executionStartedAt) {}
