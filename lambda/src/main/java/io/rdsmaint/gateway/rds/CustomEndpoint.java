package io.rdsmaint.gateway.rds;

import java.util.List;

/**
 * A custom endpoint of a cluster. Members are given either as a static list or, when that is empty, as all but the
 * excluded ones.
 *
 * @param type {@code READER}, {@code WRITER} or {@code ANY}: what roles it serves with
 */
public record CustomEndpoint(
        String id, String arn, String status, String type, List<String> staticMembers, List<String> excludedMembers) {

    public CustomEndpoint {
        staticMembers = List.copyOf(staticMembers);
        excludedMembers = List.copyOf(excludedMembers);
    }

    /** True when new instances join it by themselves. */
    public boolean dynamic() {
        return staticMembers.isEmpty();
    }

    /** True when the instance, in its present role, serves it. */
    public boolean serves(Cluster.Member member) {
        return holds(member.instanceId())
                && switch (type) {
                    case "READER" -> !member.writer();
                    case "WRITER" -> member.writer();
                    default -> true;
                };
    }

    /** True when the instance belongs to it, in whatever role. */
    public boolean holds(String instanceId) {
        return dynamic() ? !excludedMembers.contains(instanceId) : staticMembers.contains(instanceId);
    }
}
