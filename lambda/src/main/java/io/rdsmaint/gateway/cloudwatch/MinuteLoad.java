package io.rdsmaint.gateway.cloudwatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How busy an instance was in one minute. A figure that CloudWatch hasn't got, or not yet, is null.
 *
 * @param at when the minute began
 * @param cpuPercent mean of the minute
 * @param connections highest of the minute
 * @param lagMillis {@code AuroraReplicaLag}, highest of the minute; none for the writer
 */
public record MinuteLoad(
        Instant at,
        @Nullable Double cpuPercent,
        @Nullable Double connections,
        @Nullable Double lagMillis) {}
