package io.rdsmaint.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.kit.Json;
import java.util.Optional;
import java.util.Set;

/**
 * The input of the restore pipeline that many come from: {@code snapshot_id}, {@code source_region}, {@code target_region} and
 * {@code target_cluster_id}, in {@code body} or by themselves. Its {@code operation_id} was the same every night: it is the label, by
 * which {@code status} lists all of them, and nobody's id; one that no label can be is told as the reason.
 */
final class EarlierInput {
    private static final Set<String> FIELDS = Set.of(
            "operation_id", "snapshot_id", "source_region", "target_region", "target_cluster_id", "source_cluster_id");

    private EarlierInput() {}

    /** The parameters of a start; empty for any other input. */
    static Optional<ObjectNode> params(ObjectNode input) {
        ObjectNode body = input.path("body") instanceof ObjectNode inner ? inner : input;
        if (!text(body, "snapshot_id") || !text(body, "target_cluster_id") || !known(body)) {
            return Optional.empty();
        }
        ObjectNode params = Json.object()
                .put("type", AuroraRestore.NAME)
                .put("cluster_id", body.path("target_cluster_id").asText());
        if (text(body, "target_region")) {
            params.put("region", body.path("target_region").asText());
        }
        if (text(body, "operation_id")) {
            String id = body.path("operation_id").asText();
            if (StartRequest.LABEL.matcher(id).matches()) {
                params.put("label", id);
            } else {
                params.put("reason", "restore pipeline, operation_id " + id);
            }
        }
        ObjectNode source = params.putObject("params").putObject("source");
        if (text(body, "source_cluster_id")) {
            source.put("cluster_id", body.path("source_cluster_id").asText());
        }
        if (text(body, "source_region")) {
            source.put("region", body.path("source_region").asText());
        }
        source.putObject("snapshot").put("id", body.path("snapshot_id").asText());
        return Optional.of(params);
    }

    private static boolean text(JsonNode body, String name) {
        return body.path(name).isTextual() && !body.path(name).asText().isEmpty();
    }

    private static boolean known(ObjectNode body) {
        return body.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
    }
}
