package io.rdsmaint.aurora.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.kit.Json;
import org.jspecify.annotations.Nullable;

/**
 * What the green side is to be.
 *
 * @param version the engine version
 * @param clusterGroup cluster parameter group; null for the one that AWS chooses, the engine's default
 * @param instanceGroup parameter group of every instance; null for the one that AWS chooses
 */
public record Green(
        String version,
        @Nullable String clusterGroup,
        @Nullable String instanceGroup) {

    /** As written in the parameters of a step. */
    public static Green read(JsonNode parameters) {
        Fields fields = new Fields(parameters);
        return new Green(
                fields.text("version"),
                fields.optionalText("cluster_group").orElse(null),
                fields.optionalText("instance_group").orElse(null));
    }

    /** For the parameters of a step. */
    ObjectNode json() {
        return Json.object()
                .put("version", version)
                .put("cluster_group", clusterGroup)
                .put("instance_group", instanceGroup);
    }

    /** In a call, for people. */
    String words() {
        return "TargetEngineVersion=" + version
                + (clusterGroup == null ? "" : " TargetDBClusterParameterGroupName=" + clusterGroup)
                + (instanceGroup == null ? "" : " TargetDBParameterGroupName=" + instanceGroup);
    }
}
