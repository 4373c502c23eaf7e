package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A change of a live operation's gates and times, and how it stands then. */
final class Edit {
    private Edit() {}

    /** Applies it; what the function refuses is told with every problem. */
    static ExitCode apply(CliContext tools, String operation, ObjectNode edit) {
        ObjectNode request = tools.deployment().request("resume").put("operation_id", operation);
        request.set("edit", edit);
        JsonNode reply = tools.operations().resume(request);
        if (reply.path("next").asText().equals("fail")) {
            throw Operations.refused(Operations.refusal(reply, "The function did not take it."));
        }
        StepTree.lines(tools.operations().one(operation)).forEach(tools.terminal()::say);
        return ExitCode.DONE;
    }
}
