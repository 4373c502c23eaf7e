package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.StepLine;
import io.rdsmaint.cli.Terminal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prints an operation's way as plain lines: one when a step has ended, one when what it waits for changes. */
final class Progress {
    private final Terminal terminal;
    /** Indexes of the steps that have ended; what is known of them may be newer than the reply at hand. */
    private final Set<Integer> told = new HashSet<>();

    private int index = -1;
    private String condition = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether a reply is of another step than the last one, or the operation has ended with it. */
    boolean moves(JsonNode reply) {
        return reply.path("step_index").asInt() != index
                || List.of("succeed", "fail").contains(reply.path("next").asText());
    }

    /** What a reply says of the current step. */
    void show(JsonNode reply) {
        int now = reply.path("step_index").asInt();
        if (now != index) {
            index = now;
            condition = "";
        }
        String waiting = reply.path("next").asText().equals("wait")
                ? reply.path("wait_condition").asText("")
                : "";
        String gist = waiting.replaceAll("\\d+", "#");
        if (!waiting.isEmpty() && !gist.equals(condition) && !told.contains(now)) {
            condition = gist;
            terminal.say("  … %2d/%d %s: waiting for %s"
                    .formatted(
                            now + 1,
                            reply.path("step_count").asInt(),
                            reply.path("step_name").asText(),
                            waiting));
        }
    }

    /** The steps that have ended since the last time, however they did. */
    void ended(JsonNode status) {
        List<StepLine> lines = StepLine.of(status);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).ended() && told.add(i)) {
                terminal.say("  " + lines.get(i).text());
            }
        }
    }
}
