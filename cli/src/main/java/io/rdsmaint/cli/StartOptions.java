package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a start that are fields of the contract, by the same names. What is not given is left to the function. */
final class StartOptions {
    @Option(names = "--region", paramLabel = "REGION", description = "the cluster's region (default: the deployment's)")
    private @Nullable String region;

    @Option(names = "--role-arn", paramLabel = "ARN", description = "role to assume in the cluster's account")
    private @Nullable String roleArn;

    @Option(names = "--external-id", paramLabel = "ID", description = "for that role")
    private @Nullable String externalId;

    @Option(
            names = "--if-busy",
            paramLabel = "fail|skip",
            description = "what to do while another operation lives on the cluster; skip ends well")
    private @Nullable String ifBusy;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; written into the log")
    private @Nullable String reason;

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
            description = "disruptive steps begin only then, in UTC: sun:02:00-sun:04:00 or 02:00-04:00")
    private @Nullable String window;

    @Option(
            names = "--outside-window",
            paramLabel = "wait|ask",
            description = "what a disruptive step does at another time")
    private @Nullable String outsideWindow;

    @Option(
            names = "--guard-alarm",
            paramLabel = "ALARM",
            description = "CloudWatch alarm during which nothing is disturbed; may be repeated")
    private List<String> guardAlarms = List.of();

    @Option(
            names = "--watch-minutes",
            paramLabel = "N",
            description = "watch the cluster so long after its writer has changed")
    private @Nullable Integer watchMinutes;

    @Option(names = "--wait-timeout", paramLabel = "SECONDS", description = "after which a step that still waits asks")
    private @Nullable Long waitTimeout;

    /** Puts what was given into a start's {@code params}. */
    void into(ObjectNode wanted) {
        text(wanted, "region", region);
        text(wanted, "role_arn", roleArn);
        text(wanted, "external_id", externalId);
        text(wanted, "if_busy", ifBusy);
        text(wanted, "reason", reason);
        list(wanted, "pause_before", pauseBefore);
        text(wanted, "not_before", notBefore);
        text(wanted, "window", window);
        text(wanted, "outside_window", outsideWindow);
        list(wanted, "guard_alarms", guardAlarms);
        if (watchMinutes != null) {
            wanted.put("watch_minutes", watchMinutes);
        }
        if (waitTimeout != null) {
            wanted.put("wait_timeout", waitTimeout);
        }
    }

    private static void text(ObjectNode wanted, String field, @Nullable String value) {
        if (value != null) {
            wanted.put(field, value);
        }
    }

    private static void list(ObjectNode wanted, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode all = wanted.putArray(field);
            values.forEach(all::add);
        }
    }
}
