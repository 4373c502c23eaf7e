package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps all operations from making calls. */
@Command(
        name = "freeze",
        description = {
            "No operation of the deployment begins a step or makes a further call from now on, except to finish what must not"
                    + " stay half done; what is under way is followed until it has come to rest. Repeating it is safe.",
            ""
        })
final class FreezeCommand implements Callable<ExitCode> {
    /** Of a reason, as the function takes it. */
    private static final int LONGEST = 500;

    private final CliContext tools;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; everybody who waits is told")
    private String reason = "";

    FreezeCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        if (reason.length() > LONGEST) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--reason has " + reason.length() + " characters; at most " + LONGEST + " are taken.",
                    "Say it shorter: everybody who waits is told.");
        }
        ObjectNode request = tools.deployment().request("resume");
        request.putObject("edit")
                .putObject("freeze")
                .put("reason", reason)
                .put("by", tools.deployment().caller());
        JsonNode reply = tools.operations().resume(request);
        if (Operations.isRefused(reply)) {
            throw Operations.refused(Operations.refusal(reply, ""));
        }
        tools.terminal().say(reply.path("summary").asText());
        tools.terminal().say("scripts/status shows what each operation waits for; scripts/unfreeze lets them go on.");
        return ExitCode.DONE;
    }
}
