package io.rdsmaint.aurora.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a cluster when a person was asked, so that what a question says of the end is what it says it saw.
 *
 * @param there false when no cluster had the name
 * @param writer who took writes, as AWS showed it; empty when none or several did
 */
public record SeenCluster(boolean there, Optional<String> writer, JsonNode instances) {
    private static final String THERE = "there";
    private static final String WRITER = "writer";
    private static final String INSTANCES = "instances";
    private static final String CLASS = "class";
    private static final String STATUS = "status";
    private static final String PENDING = "pending";
    private static final String AT_REST = "at_rest";

    /**
     * An instance.
     *
     * @param pending the class that AWS has taken and did not show; empty when there was none
     * @param atRest it served, and no class was pending
     */
    public record Member(String instanceClass, String status, String pending, boolean atRest) {}

    /** What one look showed, to be kept. */
    static ObjectNode of(Cluster cluster, Map<String, Instance> instances) {
        ObjectNode seen = Json.object().put(THERE, true);
        cluster.writer().id().ifPresent(id -> seen.put(WRITER, id));
        ObjectNode members = seen.putObject(INSTANCES);
        instances.values().forEach(instance -> {
            String pending = instance.pending().getOrDefault(ClusterSituation.CLASS, "");
            members.putObject(instance.id())
                    .put(CLASS, instance.instanceClass())
                    .put(STATUS, instance.status())
                    .put(PENDING, pending)
                    .put(AT_REST, instance.outlook().serves() && pending.isEmpty());
        });
        return seen;
    }

    /** That no cluster has the name, to be kept. */
    public static ObjectNode gone() {
        return Json.object().put(THERE, false);
    }

    /** What was kept with a step; empty when it never asked, or nothing could be seen. */
    public static Optional<SeenCluster> by(Step step) {
        JsonNode seen = step.situation();
        return seen.has(THERE)
                ? Optional.of(new SeenCluster(
                        seen.path(THERE).asBoolean(),
                        Optional.of(seen.path(WRITER).asText()).filter(id -> !id.isEmpty()),
                        seen.path(INSTANCES)))
                : Optional.empty();
    }

    /** What the newest question saw. */
    public static Optional<SeenCluster> newest(Operation operation) {
        return operation.steps().reversed().stream()
                .flatMap(step -> by(step).stream())
                .findFirst();
    }

    /** An instance; empty when it was not there. */
    public Optional<Member> member(String id) {
        JsonNode member = instances.path(id);
        return member.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Member(
                        member.path(CLASS).asText(),
                        member.path(STATUS).asText(),
                        member.path(PENDING).asText(),
                        member.path(AT_REST).asBoolean()));
    }
}
