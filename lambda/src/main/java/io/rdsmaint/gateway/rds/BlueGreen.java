package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A blue/green deployment. Its status and those of its members must both be read: after a switchover that failed, the
 * deployment may say {@code AVAILABLE} while a member says {@code SWITCHOVER_FAILED}.
 *
 * @param source ARN of the blue cluster; after the switchover, of what is now called {@code …-old1}
 * @param target ARN of the green cluster, or null before it exists; after the switchover, of the cluster in production
 * @param status such as {@code PROVISIONING}, {@code AVAILABLE}, {@code SWITCHOVER_COMPLETED}
 * @param statusDetails why, such as that replication is degraded; or null
 * @param switchovers one for each member that is switched: cluster, instances, custom endpoints
 * @param createdAt null when AWS doesn't say
 */
public record BlueGreen(
        String id,
        String name,
        String source,
        @Nullable String target,
        String status,
        @Nullable String statusDetails,
        List<Switchover> switchovers,
        List<Task> tasks,
        @Nullable Instant createdAt,
        Map<String, String> tags) {

    public BlueGreen {
        switchovers = List.copyOf(switchovers);
        tasks = List.copyOf(tasks);
        tags = Map.copyOf(tags);
    }

    /** True while green takes over, whichever level says so. */
    public boolean switching() {
        return status.equals("SWITCHOVER_IN_PROGRESS") || members("SWITCHOVER_IN_PROGRESS");
    }

    /** True once green has taken over and nothing of it is under way any more. */
    public boolean switchedOver() {
        boolean all = !switchovers.isEmpty()
                && switchovers.stream().allMatch(s -> s.status().equals("SWITCHOVER_COMPLETED"));
        return !switching() && (status.equals("SWITCHOVER_COMPLETED") || all);
    }

    /** True when a switchover was tried and brought back, whichever level says so. */
    public boolean switchoverFailed() {
        return status.equals("SWITCHOVER_FAILED") || members("SWITCHOVER_FAILED");
    }

    /** True when AWS says that green no longer keeps up with blue; then a switchover is refused. */
    public boolean degraded() {
        return statusDetails != null && statusDetails.toLowerCase(Locale.ROOT).contains("degraded");
    }

    /** True while it is being deleted. */
    public boolean deleting() {
        return status.equals("DELETING");
    }

    /** The members of which one side is gone, as {@code MISSING_TARGET arn}. */
    public List<String> missing() {
        return switchovers.stream()
                .filter(s -> s.status().startsWith("MISSING_"))
                .map(s -> s.status() + " "
                        + (s.status().equals("MISSING_TARGET") && s.target() != null ? s.target() : s.source()))
                .toList();
    }

    private boolean members(String word) {
        return switchovers.stream().anyMatch(s -> s.status().equals(word));
    }

    /** The pair of a member and its counterpart, by ARN, and how far its switchover is. */
    public record Switchover(String source, @Nullable String target, String status) {}

    /**
     * A part of the provisioning.
     *
     * @param status {@code PENDING}, {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}
     */
    public record Task(String name, String status) {}
}
