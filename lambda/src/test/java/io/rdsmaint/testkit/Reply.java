package io.rdsmaint.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the function answers to a start, a step or an answer. */
public record Reply(JsonNode tree) {
    /** What comes next. */
    public String next() {
        return tree.path("next").asText();
    }

    /** One sentence. */
    public String summary() {
        return tree.path("summary").asText();
    }

    /** The code of a refusal or an end without success; else empty. */
    public String error() {
        return tree.path("error").path("code").asText("");
    }

    /** The cause that goes with the error. */
    public String cause() {
        return tree.path("error").path("cause").asText("");
    }

    /** The lines of the plan: first the steps, with numbers, then findings and notes. */
    public List<String> plan() {
        return tree.path("plan").valueStream().map(JsonNode::asText).toList();
    }

    /** The names of the plan's steps. */
    public List<String> steps() {
        return plan().stream()
                .filter(line -> line.matches("\\d+\\. .*"))
                .map(line -> line.substring(line.indexOf(' ') + 1, line.lastIndexOf(" (", line.indexOf("; about"))))
                .toList();
    }
}
