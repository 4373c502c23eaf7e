package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.kit.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a wave's servers from its completed steps: of each what its newest attempt gave. */
public record WaveState(String wave, List<Server> servers) {
    private static final String FAILED = "failed";
    private static final String FAILED_BEFORE = "failed_before";

    public WaveState {
        servers = List.copyOf(servers);
    }

    /**
     * A server.
     *
     * @param attempts how often it was launched
     * @param healthyAfter the last look in which it was not well yet
     * @param ec2 the instance, or null when there is none
     * @param failed why it does not count, or null when it does
     * @param failedBefore why the attempt before its newest did not count, or null where there was none
     */
    public record Server(
            String id,
            String host,
            int attempts,
            @Nullable String ec2,
            @Nullable Instant calledAt,
            @Nullable Instant launchedAt,
            @Nullable Instant healthyAt,
            @Nullable Instant healthyAfter,
            @Nullable Instant snapshot,
            @Nullable String olderSnapshot,
            @Nullable String failed,
            @Nullable String failedBefore) {

        /** True when it was launched and is well. */
        public boolean healthy() {
            return failed == null && healthyAt != null;
        }
    }

    /** Reads an operation's steps. */
    public static WaveState of(Operation operation, String wave) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        Map<String, String> hosts = RecoveryStep.frozen(operation, wave);
        hosts.forEach((id, host) -> all.put(id, Json.object()));
        RecoveryStep.completed(operation, StartRecovery.ACTION, wave)
                .forEach(step -> Json.texts(step.planned().parameters().path(RecoveryStep.SERVERS)).stream()
                        .flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                        .forEach(one -> one.put("attempts", one.path("attempts").asInt() + 1)
                                .set("called_at", RecoveryStep.result(step).path("called_at"))));
        RecoveryStep.completed(operation, AwaitLaunch.ACTION, wave)
                .forEach(step -> RecoveryStep.result(step)
                        .path(RecoveryStep.SERVERS)
                        .properties()
                        .forEach(each -> {
                            ObjectNode one = all.computeIfAbsent(each.getKey(), _ -> Json.object());
                            if (one.has(FAILED)) {
                                one.set(FAILED_BEFORE, one.path(FAILED));
                            }
                            one.retain("attempts", "called_at", FAILED_BEFORE);
                            each.getValue().properties().forEach(field -> one.set(field.getKey(), field.getValue()));
                        }));
        RecoveryStep.completed(operation, CheckHealth.ACTION, wave)
                .forEach(step -> merge(all, RecoveryStep.result(step)));
        List<Server> servers = new ArrayList<>();
        all.forEach((id, one) -> servers.add(server(id, hosts.getOrDefault(id, id), one)));
        return new WaveState(wave, servers);
    }

    /** A check tells of the attempt whose launches it followed: one that was launched again since then is another instance. */
    private static void merge(Map<String, ObjectNode> all, JsonNode result) {
        result.path(RecoveryStep.SERVERS).properties().forEach(each -> {
            ObjectNode one = all.get(each.getKey());
            if (one != null
                    && one.path("ec2")
                            .asText("")
                            .equals(each.getValue().path("ec2").asText())) {
                each.getValue().properties().forEach(field -> one.set(field.getKey(), field.getValue()));
            } else if (one != null && each.getValue().has(FAILED)) {
                one.set(FAILED_BEFORE, each.getValue().path(FAILED));
            }
        });
    }

    private static Server server(String id, String host, ObjectNode one) {
        return new Server(
                id,
                host,
                one.path("attempts").asInt(),
                text(one, "ec2"),
                time(one, "called_at"),
                time(one, "launched_at"),
                time(one, HealthLook.HEALTHY_AT),
                time(one, HealthLook.HEALTHY_AFTER),
                time(one, "snapshot"),
                text(one, "older_snapshot"),
                one.has(FAILED) ? one.path(FAILED).asText() : one.has("ec2") ? null : "it was not launched",
                text(one, FAILED_BEFORE));
    }

    private static @Nullable String text(ObjectNode one, String name) {
        return one.path(name).isTextual() ? one.path(name).asText() : null;
    }

    private static @Nullable Instant time(ObjectNode one, String name) {
        String text = text(one, name);
        return text == null ? null : Instant.parse(text);
    }

    /** The servers that don't count. */
    public List<Server> failed() {
        return servers.stream().filter(server -> !server.healthy()).toList();
    }

    /** How many of a hundred count, rounded down. */
    public int percent() {
        return servers.isEmpty() ? 0 : (servers.size() - failed().size()) * 100 / servers.size();
    }
}
