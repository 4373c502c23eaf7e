package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An execution that has the name which a start was given. Only one that was asked for the same, and runs, is that start; whoever
 * repeats a name must not be told that something was started, when it was something else or long ago.
 */
final class UsedName {
    /** Who asks says nothing about what is asked for: the session of a role has another name each time. */
    private static final Set<String> WHO = Set.of("params.requested_by");

    private static final int SHOWN = 5;

    private UsedName() {}

    /**
     * Makes sure that the execution runs with this input.
     *
     * @throws Failure when it has another one, naming the differences, or has ended, saying how
     */
    static void requireSameAndRunning(DeploymentClient.Execution there, JsonNode wanted) {
        Set<String> differences = differences(there.input(), wanted);
        if (!differences.isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Refused: the name " + name(there) + " belongs to an execution with another input" + began(there)
                            + ". Nothing was started.",
                    "  " + String.join("\n  ", differences) + "\nChoose another --execution-name.");
        }
        if (!there.running()) {
            throw new Failure(
                    ExitCode.ENDED_BEFORE,
                    "The same was asked for before, as execution " + name(there) + began(there) + ". It has ended "
                            + there.status()
                            + there.stopped().map(at -> " at " + at).orElse("") + said(there)
                            + ". Nothing was started now.",
                    shows(there) + "Choose another --execution-name to start it again.");
        }
    }

    private static String name(DeploymentClient.Execution there) {
        return there.arn().substring(there.arn().lastIndexOf(':') + 1);
    }

    private static String began(DeploymentClient.Execution there) {
        return there.began().map(at -> ", begun at " + at).orElse("");
    }

    private static String said(DeploymentClient.Execution there) {
        if (!there.error().isEmpty()) {
            return ", " + there.error() + ": " + there.cause();
        }
        JsonNode output = there.output();
        String successor = output.at("/successor/execution_name").asText("");
        return successor.isEmpty()
                ? OperationView.text(output, "summary")
                        .map(s -> ": " + s.replaceFirst("\\.$", ""))
                        .orElse("")
                : ": it handed over to execution " + successor;
    }

    private static String shows(DeploymentClient.Execution there) {
        return OperationView.text(there.output(), "operation_id")
                .map(id -> "scripts/status " + id + " shows that operation. ")
                .orElse("");
    }

    /** What differs, a line each. */
    private static Set<String> differences(JsonNode there, JsonNode wanted) {
        Map<String, String> old = new TreeMap<>();
        Map<String, String> now = new TreeMap<>();
        collect("", there, old);
        collect("", wanted, now);
        Set<String> fields = new TreeSet<>(old.keySet());
        fields.addAll(now.keySet());
        fields.removeIf(field -> WHO.contains(field) || Objects.equals(old.get(field), now.get(field)));
        Set<String> lines = new TreeSet<>();
        fields.stream()
                .limit(SHOWN)
                .forEach(field ->
                        lines.add(field + ": " + value(old, field) + " there, " + value(now, field) + " here"));
        if (fields.size() > SHOWN) {
            lines.add("… and " + (fields.size() - SHOWN) + " more");
        }
        return lines;
    }

    private static String value(Map<String, String> values, String field) {
        return Terminal.cut(values.getOrDefault(field, "nothing"), 100);
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(f -> collect(path.isEmpty() ? f.getKey() : path + "." + f.getKey(), f.getValue(), into));
        } else {
            into.put(path.isEmpty() ? "the input" : path, node.toString());
        }
    }
}
