package io.rdsmaint.aurora.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;

/**
 * A cluster or instance as written down.
 *
 * @param original its name before the switchover
 * @param id its name when it was written down
 * @param resourceId stays with the physical thing through renames: this alone tells it from a namesake
 */
public record Resource(String original, String id, String arn, String resourceId) {

    public static Resource of(Cluster cluster) {
        return new Resource(cluster.id(), cluster.id(), cluster.arn(), cluster.resourceId());
    }

    public static Resource of(Instance instance) {
        return new Resource(instance.id(), instance.id(), instance.arn(), instance.resourceId());
    }

    public static Resource read(JsonNode json) {
        return new Resource(
                json.path("original").asText(),
                json.path("id").asText(),
                json.path("arn").asText(),
                json.path("resource_id").asText());
    }

    public ObjectNode json() {
        return Json.object()
                .put("original", original)
                .put("id", id)
                .put("arn", arn)
                .put("resource_id", resourceId);
    }

    /** The name at the end of an ARN of RDS. */
    public static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
