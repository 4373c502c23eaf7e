package io.rdsmaint.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets an operation go on whose execution has ended. */
@Command(
        name = "takeover",
        description = {
            "Starts an execution that goes on with an operation which nobody runs any more, at the place where it stopped. While"
                    + " its execution runs, nothing is taken over.",
            ""
        })
final class TakeoverCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "the operation, op-…")
    private String operation = "";

    TakeoverCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        OperationView op = tools.operations().one(operation);
        if (op.ended()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Operation " + operation + " has ended (" + op.shownState() + "): there is nothing to take over.",
                    "");
        }
        TakeOver takeOver = new TakeOver(tools, operation);
        if (takeOver.runs(op.owner())) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Operation " + operation + " is run by execution " + op.owner() + ". Nothing was started.",
                    "scripts/pause " + operation + " lets it ask before its next step.");
        }
        takeOver.now("Its state is as scripts/status shows it.");
        StepTree.lines(tools.operations().one(operation)).forEach(tools.terminal()::say);
        return ExitCode.DONE;
    }
}
