package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints an operation's way as plain lines: one when a step is done, one when what it waits for changes. */
final class Progress {
    private final PrintStream out;
    private @Nullable String step;
    private int index;
    private Instant since = Instant.EPOCH;
    private String condition = "";

    Progress(PrintStream out) {
        this.out = out;
    }

    void show(Instant at, JsonNode reply) {
        String name = reply.path("step_name").asText("");
        int now = reply.path("step_index").asInt();
        int count = reply.path("step_count").asInt();
        boolean ended = reply.path("next").asText().equals("succeed")
                || reply.path("next").asText().equals("fail");
        if (step != null && (now != index || ended)) {
            done(at, reply, count);
        }
        if (!ended && (step == null || now != index)) {
            since = at;
            condition = "";
        }
        step = ended ? null : name;
        index = now;
        String waiting = reply.path("next").asText().equals("wait")
                ? reply.path("wait_condition").asText("")
                : "";
        String gist = waiting.replaceAll("\\d+", "#");
        if (!waiting.isEmpty() && !gist.equals(condition)) {
            condition = gist;
            out.printf("  … %2d/%d %s: waiting for %s%n", now + 1, count, name, waiting);
        }
    }

    private void done(Instant at, JsonNode reply, int count) {
        boolean failed = reply.path("operation_state").asText().equals("failed");
        out.printf(
                "  %s %2d/%d %s (%s)%n", failed ? "✘" : "✔", index + 1, count, Objects.requireNonNull(step), took(at));
    }

    private String took(Instant at) {
        Duration took = Duration.between(since, at);
        return took.toMinutes() == 0
                ? took.toSeconds() + " s"
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
