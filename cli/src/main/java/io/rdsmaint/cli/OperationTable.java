package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Several operations, or what they left behind, as tables. */
final class OperationTable {
    private OperationTable() {}

    static List<String> operations(JsonNode answer) {
        Instant now = OperationView.now(answer);
        List<String> lines = new ArrayList<>(StepTree.frozen(answer.path("freeze")));
        if (answer.path("operations").isEmpty()) {
            lines.add(none(answer));
        } else {
            lines.addAll(table("ACTIVE", answer.path("operations"), op -> live(op, now)));
        }
        if (!answer.path("recent").isEmpty()) {
            lines.add("");
            lines.addAll(table("ENDED", answer.path("recent"), op -> over(op, now)));
        }
        lines.addAll(leftOut(answer));
        return lines;
    }

    /** What the answer had no room for. */
    private static List<String> leftOut(JsonNode answer) {
        int many = answer.path("left_out").asInt(0);
        return many == 0 ? List.of() : List.of("", many + " more did not fit into the answer and are not shown.");
    }

    private static String none(JsonNode answer) {
        if (answer.hasNonNull("label")) {
            return "No operation labelled " + answer.path("label").asText() + " is active"
                    + (answer.path("recent").isEmpty() ? ", and none is known." : ".");
        }
        if (!answer.hasNonNull("region")) {
            return "No operation is active.";
        }
        return "No operation is active on " + (answer.hasNonNull("cluster_id") ? "cluster " : "")
                + OperationView.target(answer) + " in "
                + answer.path("region").asText()
                + (answer.path("recent").isEmpty()
                        ? ", and none is known there. Another region is asked for with --region."
                        : ".");
    }

    /** Two lines an operation: what it is, in columns, and how it stands, so that both fit where people read. */
    private static List<String> table(String title, JsonNode operations, Function<JsonNode, String> second) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "STATE", "TYPE", "TARGET"));
        operations.forEach(op -> rows.add(List.of(
                op.path("operation_id").asText(),
                OperationView.shownState(op),
                op.path("operation_type").asText(),
                OperationView.target(op))));
        List<String> lines = new ArrayList<>();
        List<String> firsts = columns(rows);
        lines.add(firsts.getFirst());
        for (int i = 0; i < operations.size(); i++) {
            lines.add(firsts.get(i + 1));
            lines.add("    " + second.apply(operations.get(i)));
        }
        return lines;
    }

    private static String live(JsonNode op, Instant now) {
        int count = op.path("step_count").asInt();
        String where = (op.path("stalled").asBoolean() ? "nobody runs it: scripts/takeover · " : "")
                + op.path("region").asText() + " · step "
                + Math.min(op.path("step_index").asInt() + 1, count) + "/" + count
                + OperationView.time(op, "since")
                        .map(since -> " for " + Times.ago(since, now).replace(" ago", ""))
                        .orElse("")
                + OperationView.time(op, "estimated_end")
                        .map(end -> " · ends about " + Times.at(end, now))
                        .orElse("")
                + label(op);
        String waiting = OperationView.text(op, "question_reason")
                .map(reason -> " · asks: " + reason)
                .or(() -> OperationView.text(op, "wait_condition").map(what -> " · waits for " + what))
                .or(() -> OperationView.text(op, "step_name").map(name -> " · " + name))
                .orElse("");
        return where + waiting.replaceAll("\\s+", " ");
    }

    private static String over(JsonNode op, Instant now) {
        Instant end = OperationView.time(op, "ended_at").orElse(now);
        return op.path("region").asText() + " · " + Times.ago(end, now) + " · took "
                + Times.took(
                        Duration.between(OperationView.time(op, "created_at").orElse(end), end))
                + OperationView.text(op, "requested_by")
                        .map(who -> " · by " + who)
                        .orElse("")
                + label(op);
    }

    private static String label(JsonNode op) {
        return OperationView.text(op, "label").map(label -> " · " + label).orElse("");
    }

    static List<String> residue(JsonNode answer) {
        String where = String.join(
                ", ", answer.path("regions").valueStream().map(JsonNode::asText).toList());
        if (answer.path("residue").isEmpty()) {
            return List.of("No instance and no blue/green deployment was left behind in " + where + ".");
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode one : answer.path("residue")) {
            lines.add(one.path("kind").asText().replace('_', ' ') + " "
                    + one.path("id").asText() + " in "
                    + one.path("region").asText() + ", of "
                    + OperationView.target(one) + ", "
                    + one.path("status").asText());
            lines.add("  made by operation " + one.path("operation_id").asText() + ", "
                    + OperationView.text(one, "operation_state")
                            .map(state -> "which ended " + state)
                            .orElse("unknown here"));
            lines.add("  " + one.path("what_to_do").asText());
        }
        lines.addAll(leftOut(answer));
        return lines;
    }

    private static List<String> columns(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        String cell = row.get(i);
                        line.append(cell).append(i == columns - 1 ? "" : " ".repeat(widths[i] - cell.length() + 2));
                    }
                    return line.toString();
                })
                .toList();
    }
}
