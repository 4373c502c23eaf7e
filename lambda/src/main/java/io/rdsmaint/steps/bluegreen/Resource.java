package io.rdsmaint.steps.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.steps.Json;

/**
 * A cluster or instance as written down.
 *
 * @param original its name before the switchover
 * @param id its name when it was written down
 * @param resourceId stays with the physical thing through renames: this alone tells it from a namesake
 */
record Resource(String original, String id, String arn, String resourceId) {

    static Resource of(Cluster cluster) {
        return new Resource(cluster.id(), cluster.id(), cluster.arn(), cluster.resourceId());
    }

    static Resource of(Instance instance) {
        return new Resource(instance.id(), instance.id(), instance.arn(), instance.resourceId());
    }

    static Resource read(JsonNode json) {
        return new Resource(
                json.path("original").asText(),
                json.path("id").asText(),
                json.path("arn").asText(),
                json.path("resource_id").asText());
    }

    ObjectNode json() {
        return Json.object()
                .put("original", original)
                .put("id", id)
                .put("arn", arn)
                .put("resource_id", resourceId);
    }

    /** The name at the end of an ARN of RDS. */
    static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
