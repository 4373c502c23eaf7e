package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets one operation ask before it goes on. */
@Command(
        name = "pause",
        description = {
            "The operation asks before its next step, or before the steps that are named, and goes on with an answer. What is"
                    + " under way comes to its end first. Steps that asked already go on asking; repeating it is safe.",
            ""
        })
final class PauseCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "the operation, op-…")
    private String operation = "";

    @Option(
            names = "--before",
            paramLabel = "STEP",
            split = ",",
            description = "steps to ask before, by name or action (default: the next one)")
    private List<String> before = List.of("next");

    PauseCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        OperationView op = tools.operations().one(operation);
        if (op.ended()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Operation " + operation + " has ended (" + op.shownState() + "); nothing is left to pause.",
                    "");
        }
        op.question().ifPresent(question -> {
            throw new Failure(
                    ExitCode.REFUSED,
                    "Operation " + operation + " is paused already: " + question.reason(),
                    "scripts/status " + operation + " shows the answers.");
        });
        // An edit replaces the gates that were named before: whoever pauses wants one more.
        Set<String> gates = new LinkedHashSet<>(op.gatesToCome());
        gates.addAll(before);
        ObjectNode edit = tools.deployment().request("").removeAll();
        EditOptions.list(edit, "pause_before", List.copyOf(gates));
        return Edit.apply(tools, operation, edit);
    }
}
