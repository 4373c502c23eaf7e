package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes when a live operation may disturb, and where it asks. */
@Command(
        name = "edit",
        description = {
            "Changes a live operation: when its disruptive steps may begin, which steps to come ask first, how long waits may"
                    + " take. What is not given stays; --window=always removes the window.",
            ""
        })
final class EditCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "the operation, op-…")
    private String operation = "";

    @Mixin
    private EditOptions options = new EditOptions();

    @Option(
            names = "--no-pause",
            description = "no step asks any more because --pause-before or scripts/pause named it")
    private boolean noPause;

    EditCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        ObjectNode edit = tools.deployment().request("").removeAll();
        options.into(edit);
        if (noPause && edit.has("pause_before")) {
            throw new Failure(ExitCode.USAGE, "--no-pause and --pause-before exclude each other.", "See --help.");
        }
        if (noPause) {
            edit.putArray("pause_before");
        }
        if (edit.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "Nothing to change is given.", "See scripts/edit --help.");
        }
        return Edit.apply(tools, operation, edit);
    }
}
