package io.rdsmaint.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands: the first argument names one, such as {@code start} or {@code status}. */
public final class Main {
    /** The commands that scripts wait for; docs/commands.md has the codes of all. */
    private static final Set<String> WITH_EXIT_CODES = Set.of("start", "status", "respond");

    private final Terminal terminal;
    private final Settings settings;
    private final Supplier<String> ids;
    private final String folder;
    private final List<Family> families;

    private Main(Terminal terminal, Settings settings, Supplier<String> ids, String folder, List<Family> families) {
        this.families = families;
        this.terminal = terminal;
        this.settings = settings;
        this.ids = ids;
        this.folder = folder;
    }

    /**
     * For whoever runs the commands elsewhere.
     *
     * @param keyboard empty when nobody sits there
     * @param sleep lets time pass
     * @param ids texts that are never given twice
     */
    public static Main of(
            Settings settings,
            PrintWriter out,
            PrintWriter err,
            Optional<BufferedReader> keyboard,
            Consumer<Duration> sleep,
            Supplier<String> ids) {
        return of(settings, out, err, keyboard, sleep, ids, Families.ALL);
    }

    /**
     * The same with other families.
     *
     * @param families that the commands know
     */
    public static Main of(
            Settings settings,
            PrintWriter out,
            PrintWriter err,
            Optional<BufferedReader> keyboard,
            Consumer<Duration> sleep,
            Supplier<String> ids,
            List<Family> families) {
        return new Main(new Terminal(out, err, keyboard, Screen.PIPE, sleep), settings, ids, "scripts", families);
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.standard(environment);
        Supplier<String> ids = () -> UUID.randomUUID().toString().substring(0, 18);
        String folder = environment.getOrDefault("RDS_MAINT_SCRIPTS", "scripts");
        System.exit(new Main(terminal, Settings.standard(), ids, folder, Families.ALL).run(arguments));
    }

    /** Runs a command; answers its exit code. */
    public int run(String... arguments) {
        try (DeploymentClient deployment = new DeploymentClient(settings)) {
            Map<String, CommandLine> commands =
                    commands(new CliContext(terminal, deployment, new Operations(deployment), ids, families));
            CommandLine command = arguments.length == 0 ? null : commands.get(arguments[0]);
            if (command == null) {
                terminal.warn("Name a command: " + String.join(", ", commands.keySet()));
                return ExitCode.USAGE.number();
            }
            return printed(command.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
    }

    /** A disk that is full, or a pipe that was closed: what was done stays done, but whoever asked did not get the answer. */
    private int printed(int code) {
        if (!terminal.out().checkError()) {
            return code;
        }
        terminal.warn("Not all of the output could be written.");
        return code == ExitCode.DONE.number() ? ExitCode.UNEXPECTED.number() : code;
    }

    private Map<String, CommandLine> commands(CliContext tools) {
        Map<String, CommandLine> commands = new LinkedHashMap<>();
        Map<String, Callable<ExitCode>> all = new LinkedHashMap<>();
        all.put("start", new StartCommand(tools));
        all.put("status", new StatusCommand(tools));
        all.put("respond", new RespondCommand(tools));
        all.put("pause", new PauseCommand(tools));
        all.put("edit", new EditCommand(tools));
        all.put("takeover", new TakeoverCommand(tools));
        all.put("define", new DefineCommand(tools));
        all.put("freeze", new FreezeCommand(tools));
        all.put("unfreeze", new UnfreezeCommand(tools));
        all.put("completion", new CompletionCommand(terminal, folder, () -> commands));
        all.forEach((name, command) -> commands.put(name, line(name, command)));
        return commands;
    }

    private CommandLine line(String name, Callable<ExitCode> command) {
        CommandLine line = new CommandLine(command);
        line.setCommandName("scripts/" + name);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("shows this")
                        .build());
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.width(110);
        if (WITH_EXIT_CODES.contains(name)) {
            usage.exitCodeListHeading("%nExit codes%n").exitCodeList(ExitCode.table());
        }
        usage.footer(
                "",
                "Region, profile and endpoint are AWS's usual variables; RDS_MAINT_DEPLOYMENT names a deployment with a prefix."
                        + " docs/commands.md has more.");
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setExecutionStrategy(parsed -> CommandLine.executeHelpRequest(parsed) == null
                ? carriedOut(command).number()
                : ExitCode.DONE.number());
        line.setParameterExceptionHandler((e, _) -> {
            String.valueOf(e.getMessage()).lines().forEach(terminal::warn);
            terminal.warn("See scripts/" + name + " --help.");
            return ExitCode.USAGE.number();
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private ExitCode carriedOut(Callable<ExitCode> command) {
        try {
            return command.call();
        } catch (Failure e) {
            terminal.warn(e.what());
            e.todo().lines().forEach(terminal::warn);
            return e.code();
        } catch (Exception e) {
            terminal.warn("Unexpected: " + e.getClass().getSimpleName() + ": " + e.getMessage());
            terminal.warn("Run this again; if it stays so, it is a defect of the command.");
            return ExitCode.UNEXPECTED;
        }
    }
}
