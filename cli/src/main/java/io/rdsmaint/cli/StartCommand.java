package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans an operation, shows the plan, and starts it. */
@Command(
        name = "start",
        description = {
            "Shows the plan of an operation and, once confirmed, starts it.",
            "",
            "Without TYPE it lists the types, without TARGET what there is to work on, and without the parameter that the type needs"
                    + " its values: classes, versions.",
            "",
            "A value is true or false, a whole number, a list if it has commas, else a text; key:=JSON is exactly that.",
            ""
        })
final class StartCommand implements Callable<ExitCode> {
    private static final Duration PLANNING = Duration.ofMinutes(5);
    private static final Duration BEGINNING = Duration.ofMinutes(3);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final CliContext tools;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TYPE",
            completionCandidates = Families.class,
            description = "operation type: ${COMPLETION-CANDIDATES}")
    private String type = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TARGET",
            description = "what it works on: for these types a cluster's identifier; without it those are listed")
    private String target = "";

    @Parameters(
            index = "2..*",
            paramLabel = "KEY=VALUE",
            description = "parameters of the type, see docs/operations/TYPE.md")
    private List<String> parameters = List.of();

    @Mixin
    private StartOptions options = new StartOptions();

    @Option(names = "--dry-run", description = "show the plan and change nothing")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "start without asking; needed where there is no terminal")
    private boolean yes;

    @Option(
            names = {"-w", "--watch"},
            description = "follow the operation to its end; exit with its outcome")
    private boolean watch;

    @Option(
            names = "--execution-name",
            paramLabel = "NAME",
            description = "name of the execution; while it runs, the same command with the same name is that start")
    private @Nullable String executionName;

    StartCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        if (executionName != null && !NAME.matcher(executionName).matches()) {
            throw new Failure(ExitCode.USAGE, "--execution-name has 1 to 80 letters, digits, - and _.", "");
        }
        if (offered()) {
            return type.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
        }
        ObjectNode wanted = wanted();
        if (!dryRun && runsAlready(wanted)) {
            return start(wanted, "Runs already: ");
        }
        Terminal terminal = tools.terminal();
        DeploymentClient.Execution planned = plan(wanted);
        List<String> plan = planned.output()
                .path("plan")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        PlanText.lines(planned.output().path("summary").asText(), plan).forEach(terminal::say);
        if (dryRun) {
            return ExitCode.DONE;
        }
        terminal.say("");
        StepTree.frozen(tools.operations().list(0).path("freeze")).forEach(terminal::say);
        terminal.confirm("Start this operation?", yes);
        return start(wanted, "Started ");
    }

    /**
     * Shows what there is to choose from to whoever has said nothing of it yet; false once something is said: the function
     * names all that is wrong or missing then.
     */
    private boolean offered() {
        Offer offer = new Offer(tools, new AwsReads(tools.deployment(), options.region()));
        Family family = Families.of(tools.families(), type);
        Optional<String> missing = family.choices().needed(type).filter(_ -> parameters.isEmpty());
        if (type.isEmpty()) {
            offer.types();
        } else if (target.isEmpty()) {
            offer.targets(type, family);
        } else if (missing.isPresent()) {
            offer.values(type, target, missing.get(), family);
        }
        return type.isEmpty() || target.isEmpty() || missing.isPresent();
    }

    /**
     * Whether the execution that was named runs with this input: its operation disturbs its own cluster, so that a plan made now
     * would be refused for what it does itself.
     */
    private boolean runsAlready(ObjectNode wanted) {
        if (executionName == null) {
            return false;
        }
        try {
            DeploymentClient.Execution there =
                    tools.deployment().execution(tools.deployment().executionArn(executionName));
            UsedName.requireSameAndRunning(there, input(wanted));
            return true;
        } catch (Failure e) {
            if (e.code() == ExitCode.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static ObjectNode input(ObjectNode wanted) {
        ObjectNode input = wanted.objectNode();
        input.set("params", wanted);
        return input;
    }

    private ObjectNode wanted() {
        ObjectNode params = new io.rdsmaint.cli.Parameters().read(parameters);
        ObjectNode wanted = params.objectNode().put("type", type).put(Families.target(tools.families(), type), target);
        options.into(wanted);
        wanted.put("requested_by", tools.deployment().caller());
        wanted.set("params", params);
        return wanted;
    }

    private DeploymentClient.Execution plan(ObjectNode wanted) {
        ObjectNode input = wanted.objectNode();
        input.set("params", wanted.deepCopy().put("dry_run", true));
        String arn = tools.deployment().start("plan-" + tools.ids().get(), input);
        DeploymentClient.Execution ended = ended(arn, PLANNING);
        if (!ended.status().equals("SUCCEEDED")) {
            throw notStarted(ended);
        }
        return ended;
    }

    private DeploymentClient.Execution ended(String arn, Duration most) {
        if (!tools.within(most, () -> !tools.deployment().execution(arn).running())) {
            throw new Failure(
                    ExitCode.NOT_SEEN_YET,
                    "The plan is not ready after " + Times.took(most) + ".",
                    "aws stepfunctions describe-execution --execution-arn " + arn + " shows it when it is.");
        }
        return tools.deployment().execution(arn);
    }

    private ExitCode start(ObjectNode wanted, String how) {
        String name = executionName == null ? "run-" + tools.ids().get() : executionName;
        String arn = begun(name, input(wanted));
        Optional<JsonNode> found = begun(arn);
        if (found.isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_SEEN_YET,
                    "Execution " + arn + " runs, but its operation does not show after " + Times.took(BEGINNING) + ".",
                    "scripts/status lists it when it does.");
        }
        if (found.get().path("operation_id").isNull()) {
            tools.terminal().say(found.get().path("summary").asText());
            return ExitCode.DONE;
        }
        String id = found.get().path("operation_id").asText();
        told(how + id, id, found.get());
        return watch
                ? new Watch(tools.operations(), tools.terminal(), Duration.ofSeconds(5), false, Watch.View.TEXT)
                        .follow(id)
                : ExitCode.DONE;
    }

    /** Whether it was started is known only with the answer; asked again by the same name, it is started once. */
    private String begun(String name, ObjectNode input) {
        for (int attempt = 1; ; attempt++) {
            try {
                return switch (tools.deployment().startNamed(name, input)) {
                    case DeploymentClient.Start.Running(String arn) -> arn;
                    case DeploymentClient.Start.NameUsed(String arn) -> {
                        if (executionName != null) {
                            UsedName.requireSameAndRunning(tools.deployment().execution(arn), input);
                        }
                        yield arn;
                    }
                };
            } catch (Failure e) {
                if (e.code() != ExitCode.NO_CONNECTION || attempt >= 3) {
                    throw e.code() == ExitCode.NO_CONNECTION
                            ? new Failure(
                                    e.code(),
                                    e.what() + " It may have been started.",
                                    "Run the same command again with --execution-name " + name
                                            + ": that starts nothing twice.")
                            : e;
                }
                tools.terminal().pause(Duration.ofSeconds(2));
            }
        }
    }

    /** The operation that the execution owns, once it is there, or the last reply of one that ended well without one. */
    private Optional<JsonNode> begun(String arn) {
        JsonNode[] found = new JsonNode[1];
        boolean there = tools.within(BEGINNING, () -> {
            JsonNode answer = tools.operations().list(5);
            for (String list : List.of("operations", "recent")) {
                for (JsonNode op : answer.path(list)) {
                    if (op.path("execution_arn").asText().equals(arn)) {
                        found[0] = ((ObjectNode) op).set("freeze", answer.path("freeze"));
                        return true;
                    }
                }
            }
            DeploymentClient.Execution execution = tools.deployment().execution(arn);
            if (!execution.running() && !execution.status().equals("SUCCEEDED")) {
                throw notStarted(execution);
            }
            found[0] = execution.output();
            return !execution.running() && found[0].path("operation_id").isNull();
        });
        return there ? Optional.of(found[0]) : Optional.empty();
    }

    private void told(String what, String id, JsonNode op) {
        Terminal terminal = tools.terminal();
        terminal.say(what + ", " + op.path("operation_type").asText() + " of " + OperationView.target(op) + ".");
        StepTree.frozen(op.path("freeze")).forEach(terminal::say);
        terminal.say("  watch   scripts/status " + id + " --watch");
        terminal.say("  answer  scripts/respond " + id + " ANSWER --comment \"…\"");
        terminal.say("  pause   scripts/pause " + id);
    }

    /** The request's fields without where they are in it: nobody typed that. */
    private static String asTyped(String cause) {
        return cause.replaceAll("(^| \\| )params\\.(params\\.)?", "$1");
    }

    private static Failure notStarted(DeploymentClient.Execution execution) {
        return switch (execution.error()) {
            case "InvalidRequest" -> Operations.refused(asTyped(execution.cause()));
            case "ClusterBusy", "TargetBusy" ->
                new Failure(ExitCode.BUSY, execution.cause(), "scripts/status lists the active operations.");
            case "OperationAborted" -> new Failure(ExitCode.ABORTED, execution.cause(), "");
            case "OperationRolledBack" -> new Failure(ExitCode.ROLLED_BACK, execution.cause(), "");
            default ->
                new Failure(
                        ExitCode.FAILED,
                        "Execution " + execution.arn() + " ended " + execution.status()
                                + (execution.error().isEmpty()
                                        ? ""
                                        : ", " + execution.error() + ": " + execution.cause()),
                        "docs/runbook.md says what to do.");
        };
    }
}
