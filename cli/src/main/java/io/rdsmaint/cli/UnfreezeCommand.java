package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets operations go on. */
@Command(
        name = "unfreeze",
        description = {"Lets all operations go on, within a minute. Shows the freeze and asks first.", ""})
final class UnfreezeCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Option(
            names = {"-y", "--yes"},
            description = "without asking; needed where there is no terminal")
    private boolean yes;

    UnfreezeCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        JsonNode freeze = tools.operations().list(0).path("freeze");
        if (!freeze.isObject()) {
            tools.terminal().say("Nothing is frozen.");
            return ExitCode.DONE;
        }
        StepTree.frozen(freeze).forEach(tools.terminal()::say);
        tools.terminal().confirm("Let all operations go on?", yes);
        ObjectNode request = tools.deployment().request("resume");
        request.putObject("edit").putNull("freeze");
        JsonNode reply = tools.operations().resume(request);
        if (Operations.isRefused(reply)) {
            throw Operations.refused(Operations.refusal(reply, ""));
        }
        tools.terminal().say(reply.path("summary").asText());
        return ExitCode.DONE;
    }
}
