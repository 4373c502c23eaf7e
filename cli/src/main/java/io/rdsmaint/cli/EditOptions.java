package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a start says of gates and times, and an edit of a live operation, too: fields of the contract by the same names. */
final class EditOptions {
    @Option(
            names = "--pause-before",
            paramLabel = "STEP",
            split = ",",
            description = "steps that ask before they run, by name or action")
    private List<String> pauseBefore = List.of();

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            description = "no disruptive step begins earlier, as 2026-03-01T02:00:00Z")
    private @Nullable String notBefore;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            description = "disruptive steps begin only then, in UTC: sun:02:00-sun:04:00, 02:00-04:00 or always")
    private @Nullable String window;

    @Option(
            names = "--outside-window",
            paramLabel = "wait|ask",
            description = "what a disruptive step does at another time")
    private @Nullable String outsideWindow;

    @Option(names = "--wait-timeout", paramLabel = "SECONDS", description = "after which a step that still waits asks")
    private @Nullable Long waitTimeout;

    /** Puts what was given into a request. */
    void into(ObjectNode wanted) {
        list(wanted, "pause_before", pauseBefore);
        text(wanted, "not_before", notBefore);
        text(wanted, "window", window);
        text(wanted, "outside_window", outsideWindow);
        if (waitTimeout != null) {
            wanted.put("wait_timeout", waitTimeout);
        }
    }

    static void text(ObjectNode wanted, String field, @Nullable String value) {
        if (value != null) {
            wanted.put(field, value);
        }
    }

    static void list(ObjectNode wanted, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode all = wanted.putArray(field);
            values.forEach(all::add);
        }
    }
}
