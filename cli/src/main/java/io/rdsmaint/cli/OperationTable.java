package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Several operations, or what they left behind, as tables. */
final class OperationTable {
    private static final String NOTHING = "-";

    private OperationTable() {}

    static List<String> operations(JsonNode answer) {
        Instant now = OperationView.now(answer);
        List<String> lines = new ArrayList<>(StepTree.frozen(answer.path("freeze")));
        List<List<String>> active = new ArrayList<>();
        active.add(List.of("ACTIVE", "TYPE", "TARGET", "STATE", "STEP", "SINCE", "ENDS ABOUT", "WAITING FOR"));
        answer.path("operations").forEach(op -> active.add(live(op, now)));
        String none = answer.hasNonNull("region")
                ? "No operation is active on "
                        + (answer.hasNonNull("cluster_id") ? "cluster " : "")
                        + OperationView.target(answer) + " in "
                        + answer.path("region").asText()
                        + (answer.path("recent").isEmpty()
                                ? ", and none is known there. Another region is asked for with --region."
                                : ".")
                : "No operation is active.";
        lines.addAll(active.size() == 1 ? List.of(none) : table(active));
        List<List<String>> ended = new ArrayList<>();
        ended.add(List.of("ENDED", "TYPE", "TARGET", "STATE", "TOOK", "AT", "REQUESTED BY"));
        answer.path("recent").forEach(op -> ended.add(over(op, now)));
        if (ended.size() > 1) {
            lines.add("");
            lines.addAll(table(ended));
        }
        lines.addAll(leftOut(answer));
        return lines;
    }

    /** What the answer had no room for. */
    private static List<String> leftOut(JsonNode answer) {
        int many = answer.path("left_out").asInt(0);
        return many == 0 ? List.of() : List.of("", many + " more did not fit into the answer and are not shown.");
    }

    private static List<String> live(JsonNode op, Instant now) {
        String waiting = OperationView.text(op, "question_reason")
                .map(reason -> "a person: " + reason)
                .or(() -> OperationView.text(op, "wait_condition"))
                .or(() -> OperationView.text(op, "step_name"))
                .orElse(NOTHING);
        return List.of(
                op.path("operation_id").asText(),
                op.path("operation_type").asText(),
                target(op),
                op.path("operation_state").asText(),
                Math.min(
                                op.path("step_index").asInt() + 1,
                                op.path("step_count").asInt()) + "/"
                        + op.path("step_count").asInt(),
                OperationView.time(op, "since")
                        .map(since -> Times.took(Duration.between(since, now)))
                        .orElse(NOTHING),
                OperationView.time(op, "estimated_end")
                        .map(end -> Times.at(end, now))
                        .orElse(NOTHING),
                (op.path("stalled").asBoolean() ? "nobody runs it: take it over; " : "")
                        + waiting.replaceAll("\\s+", " "));
    }

    private static List<String> over(JsonNode op, Instant now) {
        Instant end = OperationView.time(op, "ended_at").orElse(now);
        return List.of(
                op.path("operation_id").asText(),
                op.path("operation_type").asText(),
                target(op),
                op.path("operation_state").asText(),
                Times.took(Duration.between(OperationView.time(op, "created_at").orElse(end), end)),
                Times.at(end, now),
                OperationView.text(op, "requested_by").orElse(NOTHING));
    }

    private static String target(JsonNode op) {
        return OperationView.target(op) + " (" + op.path("region").asText() + ")";
    }

    static List<String> residue(JsonNode answer) {
        String where = String.join(
                ", ", answer.path("regions").valueStream().map(JsonNode::asText).toList());
        if (answer.path("residue").isEmpty()) {
            return List.of("Nothing was left behind in " + where + ".");
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

    static List<String> table(List<List<String>> rows) {
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
