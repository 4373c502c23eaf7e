package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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
            names = "--label",
            paramLabel = "LABEL",
            description = "what you call it and its like; scripts/status --label lists them")
    private @Nullable String label;

    @Mixin
    private EditOptions times = new EditOptions();

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

    /** The cluster's region, if it is given. */
    Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** Puts what was given into a start's {@code params}. */
    void into(ObjectNode wanted) {
        EditOptions.text(wanted, "region", region);
        EditOptions.text(wanted, "role_arn", roleArn);
        EditOptions.text(wanted, "external_id", externalId);
        EditOptions.text(wanted, "if_busy", ifBusy);
        EditOptions.text(wanted, "reason", reason);
        EditOptions.text(wanted, "label", label);
        times.into(wanted);
        EditOptions.list(wanted, "guard_alarms", guardAlarms);
        if (watchMinutes != null) {
            wanted.put("watch_minutes", watchMinutes);
        }
    }
}
