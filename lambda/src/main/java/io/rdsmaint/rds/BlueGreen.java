package io.rdsmaint.rds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blue/green deployment.
 *
 * @param source ARN of the blue cluster
 * @param target ARN of the green cluster, or null before it exists
 * @param status of the deployment; {@link #switchovers()} may tell of a failure that this doesn't
 */
public record BlueGreen(
        String id,
        String name,
        String source,
        @Nullable String target,
        String status,
        @Nullable String statusDetails,
        List<Switchover> switchovers) {

    public BlueGreen {
        switchovers = List.copyOf(switchovers);
    }

    /** How far the switchover of one member is. */
    public record Switchover(String source, @Nullable String target, String status) {}
}
