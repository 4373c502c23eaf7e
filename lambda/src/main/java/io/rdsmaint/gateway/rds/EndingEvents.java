package io.rdsmaint.gateway.rds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Events of RDS which tell that something has ended that a step may wait for longer than half a minute (Aurora User Guide, Amazon RDS
 * event categories and event messages). Failovers and restarts are over before that, and are looked at closely anyway.
 */
public final class EndingEvents {
    /** Who sends them. */
    public static final String SOURCE = "aws.rds";

    /** Of an instance: deleted, created, put into a state that keeps it out, class changed, not created. */
    private static final Set<String> OF_INSTANCES =
            Set.of("RDS-EVENT-0003", "RDS-EVENT-0005", "RDS-EVENT-0035", "RDS-EVENT-0014", "RDS-EVENT-0353");

    /** Of a cluster: created, deleted, not created. */
    private static final Set<String> OF_CLUSTERS =
            Set.of("RDS-EVENT-0170", "RDS-EVENT-0171", "RDS-EVENT-0354", "RDS-EVENT-0355");

    /** Of a snapshot: created. */
    private static final Set<String> OF_SNAPSHOTS = Set.of("RDS-EVENT-0075");

    /** Of a blue/green deployment: its tasks completed, its creation failed, deleted. */
    private static final Set<String> OF_DEPLOYMENTS = Set.of("RDS-EVENT-0244", "RDS-EVENT-0245", "RDS-EVENT-0246");

    /** All of them: what the deployment's rule lets through. */
    public static final Set<String> IDS = Set.of(OF_INSTANCES, OF_CLUSTERS, OF_SNAPSHOTS, OF_DEPLOYMENTS).stream()
            .flatMap(Set::stream)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private EndingEvents() {}

    /** What such an event is about; empty for any other. */
    public static Optional<String> resource(String source, JsonNode detail) {
        JsonNode id = detail.path("SourceIdentifier");
        return source.equals(SOURCE) && IDS.contains(detail.path("EventID").asText()) && id.isTextual()
                ? Optional.of(id.asText().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
