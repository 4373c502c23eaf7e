package io.rdsmaint.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.publish.EventBridgePublisher;
import io.rdsmaint.simulator.Visible;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Shows events to the person at the terminal, a line each. A task token answers a question for anybody who has it, so it
 * is shown in one place only: the command to paste.
 */
public final class EventPrinter implements Consumer<Event> {
    private final Consumer<String> lines;

    /** Prints here, each event on lines of its own, whatever it says. */
    public EventPrinter(Consumer<String> lines) {
        this.lines = line -> lines.accept(Visible.line(line));
    }

    @Override
    public void accept(Event event) {
        if (event.detailType().equals("InterventionRequired")) {
            intervention(event);
        } else if (event.source().equals(EventBridgePublisher.SOURCE)) {
            lines.accept(head(event) + shown(event.detail()));
        } else if (event.source().equals("aws.states")) {
            lines.accept(head(event) + event.detail().path("name").asText() + " "
                    + event.detail().path("status").asText()
                    + (event.detail().path("error").isTextual()
                            ? " " + event.detail().path("error").asText() + ": "
                                    + event.detail().path("cause").asText()
                            : ""));
        }
    }

    private static String head(Event event) {
        return event.time().truncatedTo(ChronoUnit.SECONDS) + " " + event.detailType() + ": ";
    }

    private void intervention(Event event) {
        JsonNode detail = event.detail();
        JsonNode question = detail.path("question");
        lines.accept(head(event) + detail.path("operation_id").asText() + ", step "
                + detail.path("step_name").asText() + ": "
                + detail.path("pause_reason").asText());
        question.path("options")
                .forEach(option -> lines.accept("  " + option.path("action").asText() + choice(option.path("choice"))
                        + ": " + option.path("consequence").asText()));
        lines.accept("  answer with: aws stepfunctions send-task-success --task-token "
                + detail.path("task_token").asText() + " --task-output '"
                + Json.write(example(question)) + "'");
    }

    private static String choice(JsonNode choice) {
        return choice.isTextual() ? " " + choice.asText() : "";
    }

    private static ObjectNode example(JsonNode question) {
        String action = question.path("options").path(0).path("action").asText("continue");
        return Json.object().put("action", action);
    }

    /** An event of an operation's life carries a message; any other is shown as it is, without its token. */
    private static String shown(JsonNode detail) {
        JsonNode data = detail.path("data");
        if (data.path("message").isTextual()) {
            return data.path("operation_id").asText() + ": "
                    + data.path("message").asText();
        }
        JsonNode copy = detail.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(List.of("task_token", "token_command"));
        }
        return Json.write(copy);
    }
}
