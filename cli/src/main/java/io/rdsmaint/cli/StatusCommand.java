package io.rdsmaint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows operations. */
@Command(
        name = "status",
        description = {
            "Shows the active operations and the last that ended; one operation as a tree; a cluster's history; or what was left"
                    + " behind.",
            ""
        })
final class StatusCommand implements Callable<ExitCode> {
    private final CliContext tools;

    @Parameters(index = "0", arity = "0..1", paramLabel = "OPERATION", description = "the operation to show, op-…")
    private @Nullable String operation;

    @Option(
            names = {"-w", "--watch"},
            description = "follow the operation to its end; exit with its outcome")
    private boolean watch;

    @Option(names = "--stay", description = "with --watch, without a terminal: go on watching when a question is open")
    private boolean stay;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "with --watch: time between two looks, 1 to 300 (default: ${DEFAULT-VALUE})")
    private int interval = 5;

    @Option(
            names = "--recent",
            paramLabel = "N",
            description = "how many ended operations to list, 0 to 100 (default: 10; with --label 20 in all)")
    private @Nullable Integer recent;

    @Option(names = "--cluster", paramLabel = "NAME", description = "the history of this cluster")
    private @Nullable String cluster;

    @Option(
            names = "--target",
            paramLabel = "FIELD=NAME",
            description = "the history of this target, as a start names it, such as cluster_id=orders")
    private @Nullable String target;

    @Option(names = "--label", paramLabel = "LABEL", description = "what was started with this label, live or ended")
    private @Nullable String label;

    @Option(names = "--region", paramLabel = "REGION", description = "with --cluster or --target: its region")
    private @Nullable String region;

    @Option(names = "--log", description = "with OPERATION: its log, an event a line, instead of its steps")
    private boolean log;

    @Option(names = "--residue", description = "what operations left behind and no live one looks after")
    private boolean residue;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.text;

    /** How it is shown. */
    enum Output {
        text,
        json
    }

    StatusCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        requireSense();
        if (operation != null && watch) {
            return new Watch(
                            tools.operations(),
                            tools.terminal(),
                            Duration.ofSeconds(interval),
                            stay,
                            output == Output.json ? Watch.View.JSON : Watch.View.TEXT)
                    .follow(operation);
        }
        if (operation != null) {
            OperationView op = tools.operations().one(operation);
            show(op.answer(), log ? LogText.lines(op) : StepTree.lines(op));
        } else if (label != null) {
            JsonNode answer = tools.operations().labelled(label, recent == null ? 20 : recent);
            show(answer, OperationTable.operations(answer));
        } else if (residue) {
            JsonNode answer = tools.operations().residue();
            show(answer, OperationTable.residue(answer));
        } else {
            int most = recent == null ? 10 : recent;
            String[] named = named();
            JsonNode answer = named.length == 0
                    ? tools.operations().list(most)
                    : tools.operations()
                            .history(
                                    named[0],
                                    named[1],
                                    Optional.ofNullable(region).orElse(""),
                                    most);
            show(answer, OperationTable.operations(answer));
        }
        return ExitCode.DONE;
    }

    /** The field and the name of the target whose history is asked for; empty when none is. */
    private String[] named() {
        if (cluster != null) {
            return new String[] {"cluster_id", cluster};
        }
        return target == null ? new String[0] : target.split("=", 2);
    }

    private String wrongTarget() {
        if (target == null) {
            return "";
        }
        List<String> fields = Families.targets(tools.families());
        return cluster != null
                ? "--cluster and --target exclude each other."
                : target.indexOf('=') < 1 || !fields.contains(target.substring(0, target.indexOf('=')))
                        ? "--target is FIELD=NAME, with FIELD " + String.join(" or ", fields) + "."
                        : "";
    }

    private void requireSense() {
        boolean history = cluster != null || target != null;
        long asked = Stream.of(operation != null, residue, history || recent != null || label != null)
                .filter(given -> given)
                .count();
        Map<String, Boolean> problems = new LinkedHashMap<>();
        problems.put(
                "OPERATION, --residue, and --cluster, --target, --label or --recent exclude each other.", asked > 1);
        problems.put("--label excludes --cluster and --target.", label != null && history);
        problems.put("--watch needs the operation to watch.", watch && operation == null);
        problems.put(
                "--log needs the operation whose log it is, and excludes --watch.",
                log && (operation == null || watch));
        problems.put("--stay is only used together with --watch.", stay && !watch);
        problems.put("--region is only used together with --cluster or --target.", region != null && !history);
        problems.put("--interval is from 1 to 300 seconds.", interval < 1 || interval > 300);
        problems.put("--recent is from 0 to 100.", recent != null && (recent < 0 || recent > 100));
        problems.put(wrongTarget(), !wrongTarget().isEmpty());
        String problem = problems.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        if (!problem.isEmpty()) {
            throw new Failure(ExitCode.USAGE, problem, "See --help.");
        }
    }

    private void show(JsonNode answer, List<String> lines) {
        if (output == Output.json) {
            tools.terminal().data(answer.toString());
        } else {
            lines.forEach(tools.terminal()::say);
        }
    }
}
