package io.rdsmaint.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes what a shell needs to complete the commands. */
@Command(
        name = "completion",
        description = {
            "Writes what bash or zsh needs to complete the scripts' options, operation types and answers. For this shell:",
            "",
            "  source <(scripts/completion bash)",
            ""
        })
final class CompletionCommand implements Callable<ExitCode> {
    private final Terminal terminal;
    private final String folder;
    private final Supplier<Map<String, CommandLine>> commands;

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /** The shells there is something for. */
    enum Shell {
        bash,
        zsh
    }

    /**
     * @param folder where the scripts are
     */
    CompletionCommand(Terminal terminal, String folder, Supplier<Map<String, CommandLine>> commands) {
        this.terminal = terminal;
        this.folder = folder;
        this.commands = commands;
    }

    @Override
    public ExitCode call() {
        if (shell == Shell.zsh) {
            terminal.out().println("autoload -Uz compinit && compinit");
        }
        commands.get().forEach((name, command) -> {
            terminal.out().println(script(name, command));
            terminal.out().flush();
        });
        return ExitCode.DONE;
    }

    /**
     * Bound to the scripts by their paths: names like {@code start} belong to other commands, too. Picocli looks for a command's own
     * name among the words, to count from there; that is the path.
     */
    private String script(String name, CommandLine command) {
        String function = "rds_maint_" + name;
        String paths = "scripts/" + name + " ./scripts/" + name + " " + folder + "/" + name;
        return AutoComplete.bash(function, command)
                .replace("(currentPositionalIndex \"" + function + "\"", "(currentPositionalIndex \"${COMP_WORDS[0]}\"")
                .replaceAll("(?m)^complete -F (\\S+) -o default .*$", "complete -F $1 -o default " + paths);
    }
}
