package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The log of an operation, a line an event. */
final class LogText {
    private LogText() {}

    static List<String> lines(OperationView op) {
        List<String> lines = new ArrayList<>();
        int older = op.answer().path("left_out").asInt(0);
        if (older > 0) {
            lines.add(older + " older events did not fit into the answer; the contract says how they are read.");
        }
        String day = "";
        for (JsonNode event : op.answer().path("events")) {
            Instant at = OperationView.time(event, "at").orElse(Instant.EPOCH);
            String today = Times.day(at);
            if (!today.equals(day)) {
                day = today;
                lines.add(today);
            }
            lines.add(
                    "  " + Times.clock(at) + "  " + event.path("type").asText().replace('_', ' ') + ": "
                            + event.path("message").asText()
                            + OperationView.text(event, "cause")
                                    .map(why -> " (" + why + ")")
                                    .orElse("") + by(event, op));
        }
        return lines;
    }

    /** The execution that runs it is in nearly every event; only others are worth naming. */
    private static String by(JsonNode event, OperationView op) {
        return OperationView.text(event, "actor")
                .filter(actor -> !actor.equals(op.owner()))
                .map(actor -> ", by " + (actor.contains(":execution:") ? OperationView.executionName(actor) : actor))
                .orElse("");
    }
}
