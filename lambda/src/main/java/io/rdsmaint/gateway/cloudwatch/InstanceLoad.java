package io.rdsmaint.gateway.cloudwatch;

import org.jspecify.annotations.Nullable;

/**
 * How busy an instance is. A figure that CloudWatch hasn't got is null.
 *
 * @param lagMillis {@code AuroraReplicaLag}, highest of the last ten minutes; none for the writer
 * @param cpuPercent mean of the last ten minutes
 * @param peakCpuPercent highest hourly mean of fourteen days
 * @param connections highest of the last ten minutes
 * @param peakConnections highest of fourteen days
 * @param freeMemoryBytes {@code FreeableMemory}, lowest of the last ten minutes
 * @param cacheHitPercent {@code BufferCacheHitRatio}, latest
 * @param serverlessCapacity ACU in use, highest of the last ten minutes; none for provisioned instances
 */
public record InstanceLoad(
        @Nullable Double lagMillis,
        @Nullable Double cpuPercent,
        @Nullable Double peakCpuPercent,
        @Nullable Double connections,
        @Nullable Double peakConnections,
        @Nullable Double freeMemoryBytes,
        @Nullable Double cacheHitPercent,
        @Nullable Double serverlessCapacity) {

    /** Nothing is known. */
    public static final InstanceLoad UNKNOWN = new InstanceLoad(null, null, null, null, null, null, null, null);
}
