package io.rdsmaint.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the function answers to a start, a step or an answer. */
public record Reply(JsonNode tree) {
    /** A step in a plan: its number, its name, and what it calls, if anything. */
    private static final Pattern STEP =
            Pattern.compile("\\d+\\. (.+?) \\((?:looks only|[A-Z][a-z]+[A-Z]\\w+).*; about ");

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
                .map(STEP::matcher)
                .filter(Matcher::lookingAt)
                .map(step -> step.group(1))
                .toList();
    }
}
