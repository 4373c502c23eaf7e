package io.rdsmaint.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.kit.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inputs without {@code params}: {@code {"plan_id", "mode"}} for a stored plan, and those of the orchestrator before this one,
 * {@code {"execution_id", "plan_id", "execution_type", "waves": [{"WaveNumber", "ProtectionGroups"}]}}, also in its other spelling.
 */
final class EarlierInput {
    private EarlierInput() {}

    static Optional<ObjectNode> read(ObjectNode input) {
        Optional<String> plan = text(input, "plan_id", "PlanId", "planId");
        Optional<String> mode = text(input, "mode", "execution_type", "ExecutionType", "executionType");
        if (plan.isEmpty() || mode.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode params = Json.object().put("type", DrsRecovery.NAME).put("plan_id", plan.get());
        text(input, "execution_id", "ExecutionId").ifPresent(id -> params.put("reason", "execution " + id));
        for (String field : new String[] {"region", "role_arn", "external_id", "requested_by", "dry_run"}) {
            if (input.has(field)) {
                params.set(field, input.get(field));
            }
        }
        text(input, "initiatedBy").ifPresent(by -> params.put("requested_by", by));
        ObjectNode own = params.putObject("params").put("mode", mode.get().toLowerCase(Locale.ROOT));
        JsonNode waves = input.path("waves");
        if (waves.isArray()) {
            ArrayNode mapped = own.putArray("waves");
            int number = 0;
            for (JsonNode wave : waves) {
                mapped.add(wave(wave, number++));
            }
        }
        for (String field :
                new String[] {"protection_groups", "declared_at", "preflight", "drill", "targets", "snapshot"}) {
            if (input.has(field)) {
                own.set(field, input.get(field));
            }
        }
        return Optional.of(params);
    }

    /** One that is written in this product's words stays as it is. */
    private static JsonNode wave(JsonNode wave, int index) {
        if (wave.has("name")) {
            return wave;
        }
        String number = text(wave, "WaveNumber", "waveNumber").orElse(String.valueOf(index));
        ObjectNode mapped = Json.object()
                .put(
                        "name",
                        text(wave, "WaveName", "waveName")
                                .orElse("wave-" + number)
                                .replaceAll("[^A-Za-z0-9_-]", "-"));
        copy(wave, mapped, "protection_groups", "ProtectionGroups", "protectionGroupIds");
        text(wave, "protectionGroupId")
                .ifPresent(id -> mapped.putArray("protection_groups").add(id));
        copy(wave, mapped, "servers", "ServerIds", "serverIds");
        if (wave.has("pauseBeforeWave")) {
            mapped.set("pause_before", wave.get("pauseBeforeWave"));
        }
        return mapped;
    }

    private static void copy(JsonNode from, ObjectNode to, String name, String... formerly) {
        Stream.of(formerly)
                .filter(each -> !from.path(each).isEmpty())
                .findFirst()
                .ifPresent(each -> to.set(name, from.get(each)));
    }

    private static Optional<String> text(JsonNode node, String... names) {
        return Stream.of(names)
                .map(node::path)
                .filter(value -> value.isTextual() || value.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
