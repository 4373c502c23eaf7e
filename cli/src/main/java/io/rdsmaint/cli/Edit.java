package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A change of a live operation's gates and times, and how it stands then. */
final class Edit {
    private static final String GATES = "pause_before";

    private Edit() {}

    /** Applies it; what the function refuses is told with every problem. */
    static ExitCode apply(CliContext tools, String operation, ObjectNode edit) {
        ObjectNode request = tools.deployment().request("resume").put("operation_id", operation);
        request.set("edit", edit.deepCopy().put("by", tools.deployment().caller()));
        JsonNode reply = tools.operations().resume(request);
        if (reply.path("next").asText().equals("fail")) {
            throw Operations.refused(Operations.refusal(reply, "The function did not take it."));
        }
        OperationView op = tools.operations().one(operation);
        StepTree.lines(op).forEach(tools.terminal()::say);
        tools.terminal().say("");
        told(edit, op).forEach(tools.terminal()::say);
        return ExitCode.DONE;
    }

    /** What was changed, and where that does not show at once. */
    static List<String> told(ObjectNode edit, OperationView op) {
        List<String> lines = new ArrayList<>();
        String changed = edit.propertyStream()
                .filter(field -> !field.getKey().equals(GATES))
                .map(field -> field.getKey().replace('_', ' ') + " "
                        + field.getValue().asText())
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            lines.add("Changed: " + changed + ".");
        }
        if (edit.has(GATES)) {
            List<String> gates = op.gatesToCome();
            lines.add(
                    gates.isEmpty()
                            ? "No step asks any more because it was named."
                            : "Asks before: " + String.join(", ", gates) + ".");
        }
        if (op.held()) {
            lines.add("What it waits for was read before that; it looks again within 5 minutes.");
        }
        return lines;
    }
}
