package io.rdsmaint.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.protocol.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** An outsider's actions as JSON: {@code {"do": "fail-writer", "cluster": "demo-multi"}}. */
public final class OutsiderJson {

    private record Action(List<String> fields, BiConsumer<Outsider, JsonNode> deed) {}

    private static final Map<String, Action> ACTIONS = Map.ofEntries(
            action("fail-writer", List.of("cluster"), (who, in) -> who.failWriter(text(in, "cluster"))),
            action(
                    "fail-over",
                    List.of("cluster", "instance"),
                    (who, in) -> who.failOver(text(in, "cluster"), text(in, "instance"))),
            action("kill-statements", List.of("cluster"), (who, in) -> who.killStatements(text(in, "cluster"))),
            action("pause", List.of("cluster"), (who, in) -> who.pause(text(in, "cluster"))),
            action(
                    "rename-cluster",
                    List.of("cluster", "name"),
                    (who, in) -> who.renameCluster(text(in, "cluster"), text(in, "name"))),
            action("reboot", List.of("instance"), (who, in) -> who.reboot(text(in, "instance"))),
            action(
                    "change-class",
                    List.of("instance", "class"),
                    (who, in) -> who.changeClass(text(in, "instance"), text(in, "class"))),
            action(
                    "queue",
                    List.of("instance", "name", "value"),
                    (who, in) -> who.queue(text(in, "instance"), text(in, "name"), text(in, "value"))),
            action(
                    "add",
                    List.of("cluster", "instance", "class", "zone"),
                    (who, in) ->
                            who.add(text(in, "cluster"), text(in, "instance"), text(in, "class"), text(in, "zone"))),
            action("delete", List.of("instance"), (who, in) -> who.delete(text(in, "instance"))),
            action(
                    "rename",
                    List.of("instance", "name"),
                    (who, in) -> who.rename(text(in, "instance"), text(in, "name"))),
            action(
                    "tier",
                    List.of("instance", "tier"),
                    (who, in) -> who.tier(text(in, "instance"), (int) Fields.whole(in, "tier"))),
            action(
                    "tag",
                    List.of("id", "key", "value"),
                    (who, in) -> who.tag(text(in, "id"), text(in, "key"), text(in, "value"))),
            action(
                    "maintenance",
                    List.of("id", "action", "auto_applied_after"),
                    (who, in) -> who.maintenance(
                            text(in, "id"),
                            MaintenanceAction.due(text(in, "action"), Instant.parse(text(in, "auto_applied_after"))))),
            action(
                    "break",
                    List.of("instance", "status"),
                    (who, in) -> who.breakDown(text(in, "instance"), text(in, "status"))),
            action(
                    "cluster-status",
                    List.of("cluster", "status"),
                    (who, in) -> who.clusterStatus(text(in, "cluster"), text(in, "status"))),
            action(
                    "instance-status",
                    List.of("instance", "status"),
                    (who, in) -> who.instanceStatus(text(in, "instance"), text(in, "status"))),
            action(
                    "event",
                    List.of("id", "category", "message"),
                    (who, in) -> who.event(text(in, "id"), text(in, "category"), text(in, "message"))),
            action(
                    "lag",
                    List.of("instance", "millis"),
                    (who, in) -> who.lag(text(in, "instance"), Fields.number(in, "millis"))),
            action(
                    "reading",
                    List.of("instance", "metric", "value"),
                    (who, in) -> who.reading(text(in, "instance"), text(in, "metric"), Fields.number(in, "value"))),
            action("alarm", List.of("alarm", "state"), (who, in) -> who.alarm(text(in, "alarm"), text(in, "state"))),
            action("exhaust", List.of("class", "zone"), (who, in) -> who.exhaust(text(in, "class"), text(in, "zone"))),
            action("restock", List.of("class", "zone"), (who, in) -> who.restock(text(in, "class"), text(in, "zone"))),
            action(
                    "deploy",
                    List.of("cluster", "name", "version"),
                    (who, in) -> who.deployments().create(text(in, "cluster"), text(in, "name"), text(in, "version"))),
            action(
                    "switch-over",
                    List.of("name"),
                    (who, in) -> who.deployments().switchOver(text(in, "name"))),
            action(
                    "dissolve",
                    List.of("name", "with_target"),
                    (who, in) -> who.deployments().delete(text(in, "name"), Fields.flag(in, "with_target"))),
            action(
                    "deployment-lag",
                    List.of("name", "seconds"),
                    (who, in) -> who.deployments().lag(text(in, "name"), Fields.number(in, "seconds"))),
            action("promote", List.of("name"), (who, in) -> who.deployments().promote(text(in, "name"))),
            action(
                    "backtrack",
                    List.of("cluster"),
                    (who, in) -> who.deployments().backtrack(text(in, "cluster"))),
            action(
                    "long-transactions",
                    List.of("cluster", "open"),
                    (who, in) -> who.deployments().longTransactions(text(in, "cluster"), Fields.flag(in, "open"))),
            action(
                    "external-replication",
                    List.of("cluster", "on"),
                    (who, in) -> who.deployments().externalReplication(text(in, "cluster"), Fields.flag(in, "on"))),
            action(
                    "add-cluster",
                    List.of("cluster", "like"),
                    (who, in) -> who.deployments().addCluster(text(in, "cluster"), text(in, "like"))),
            action(
                    "register-proxy",
                    List.of("proxy", "cluster"),
                    (who, in) -> who.deployments().register(text(in, "proxy"), text(in, "cluster"))),
            action(
                    "drop-integration",
                    List.of("name"),
                    (who, in) -> who.deployments().dropIntegration(text(in, "name"))),
            action(
                    "parameter",
                    List.of("group", "name", "value"),
                    (who, in) -> who.parameter(text(in, "group"), text(in, "name"), text(in, "value"))));

    private OutsiderJson() {}

    /**
     * Does what the JSON says.
     *
     * @throws IllegalArgumentException naming every problem
     */
    public static void perform(Outsider outsider, JsonNode json) {
        Action action = ACTIONS.get(json.path("do").asText());
        if (action == null) {
            throw new IllegalArgumentException(
                    "do must be one of " + ACTIONS.keySet().stream().sorted().toList());
        }
        List<String> absent = action.fields().stream()
                .filter(field -> text(json, field).isEmpty())
                .toList();
        if (!absent.isEmpty()) {
            throw new IllegalArgumentException(json.path("do").asText() + " also needs " + absent);
        }
        Fields.only(
                json, Stream.concat(Stream.of("do"), action.fields().stream()).toList());
        action.deed().accept(outsider, json);
    }

    private static Map.Entry<String, Action> action(
            String name, List<String> fields, BiConsumer<Outsider, JsonNode> deed) {
        return Map.entry(name, new Action(fields, deed));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }
}
