package io.rdsmaint.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers an open question. */
@Command(
        name = "respond",
        description = {
            "Answers the open question of an operation. Only the answers that the question lists are taken; scripts/status"
                    + " OPERATION shows them.",
            "",
            "If nobody runs the operation any more, an execution is started that takes it over, and then answered.",
            ""
        })
final class RespondCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Parameters(index = "0", paramLabel = "OPERATION", description = "the operation, op-…")
    private String operation = "";

    @Parameters(
            index = "1",
            paramLabel = "ANSWER",
            completionCandidates = Actions.class,
            description = "${COMPLETION-CANDIDATES}, with its choice if it has one: continue/replan, or replan alone")
    private String answer = "";

    @Option(names = "--choice", paramLabel = "CHOICE", description = "the same as ANSWER/CHOICE")
    private @Nullable String choice;

    @Option(
            names = {"-m", "--comment"},
            paramLabel = "TEXT",
            description = "why; written into the log")
    private @Nullable String comment;

    @Option(
            names = "--question",
            paramLabel = "ID",
            description = "answer this question or none (default: the one that is open)")
    private @Nullable String question;

    @Option(
            names = {"-y", "--yes"},
            description = "give destructive answers without asking; needed where there is no terminal")
    private boolean yes;

    RespondCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        String typed = choice == null ? answer : answer + "/" + choice;
        return new Response(tools, operation, typed.toLowerCase(Locale.ROOT), question, comment).give(yes);
    }
}
