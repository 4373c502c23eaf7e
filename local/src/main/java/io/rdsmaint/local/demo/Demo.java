package io.rdsmaint.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.cli.PlanText;
import io.rdsmaint.cli.QuestionText;
import io.rdsmaint.cli.Terminal;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.lambda.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Runs one operation on one machine and shows it. */
public final class Demo {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    /** Which of the function's calls end with its process, where that is shown. */
    private static final int KILLED = 9;

    private static final int KILLED_AGAIN = 20;

    private final Terminal terminal;
    private final DemoOptions options;
    private final Map<String, Integer> published;
    private final Stage stage;
    private final DemoTime time;
    private final Human human;
    private final Admin admin;
    /** What a person decided about the operation's end; empty while it is to end as asked. */
    private Optional<String> decided = Optional.empty();

    /**
     * @param published how many events of each kind there were
     */
    Demo(DemoOptions options, Terminal terminal, Stage stage, DemoTime time, Map<String, Integer> published) {
        this.options = options;
        this.terminal = terminal;
        this.stage = stage;
        this.time = time;
        this.published = published;
        this.human = new Human(terminal, options.yes());
        this.admin = new Admin(stage.endpoint());
    }

    /** What {@code --help} shows. */
    public static String usage() {
        return DemoOptions.usage();
    }

    /** Exit status 0 when what was chosen happened, 1 when not or when the demo fails, 2 for options that can't be understood. */
    public static void main(String[] arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print(usage());
            return;
        }
        Terminal terminal = Terminal.standard(System.getenv());
        // Threads of the parts would keep a JVM alive whose main thread has failed: it is ended, whatever happens.
        int status = 1;
        try {
            status = run(DemoOptions.read(given), terminal) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            terminal.warn("demo: " + e.getMessage() + ". See scripts/demo --help.");
            status = 2;
        } catch (RuntimeException | Error e) {
            terminal.warn("The demo ended: " + e.getMessage());
        } finally {
            System.exit(status);
        }
    }

    private static boolean run(DemoOptions options, Terminal terminal) {
        if (options.console()) {
            return ConsoleDemo.run(options, terminal);
        }
        Map<String, Integer> published = new ConcurrentSkipListMap<>();
        RealTime clock = new RealTime(InstantSource.system(), options.speed());
        // Nothing of it is closed: the process ends, and what is interrupted while it starts would print its stack.
        Local local = Local.builder()
                .clock(clock)
                .scenario(options.scenario())
                .definition(Path.of("statemachine/rds-maint-machine.asl.json"))
                .function(new DeployedFunction())
                .listener(event -> published.merge(event.detailType(), 1, Integer::sum))
                .start();
        if (options.showcase().killed()) {
            terminal.say("The function's process will be ended (kill -9) in the middle of two of its calls.");
            local.faults().when(attempt -> attempt.number() == KILLED, new Fault.Killed(2, true));
            local.faults().when(attempt -> attempt.number() == KILLED_AGAIN, new Fault.Killed(3, false));
        }
        DemoTime time = new DemoTime(() -> terminal.pause(BETWEEN_LOOKS), clock::standStill, clock::goOn);
        return new Demo(options, terminal, new Stage(local.uri(), "demo"), time, published).run();
    }

    /** Whether what was chosen happened. */
    boolean run() {
        Scene before = options.showcase().look(stage);
        String target = options.target().orElseGet(() -> options.showcase().usualTarget(before));
        String parameters =
                options.showcase().parameters(target, options.scenario().name());
        terminal.say(before.word() + " " + before.name() + " before:");
        before.print(terminal::say);
        terminal.say("");
        options.showcase()
                .rows()
                .ifPresent(rows -> show("in production", rows.source(), Stage.secret(rows.owner()), rows));
        boolean accepted = plan(before, parameters);
        terminal.say("");
        if (!accepted) {
            boolean expected = Showcase.isRefused(options.scenario().name());
            terminal.say(
                    expected
                            ? "Refused before anything was changed: that is what this scenario is for."
                            : "Refused. Nothing was changed.");
            return expected;
        }
        Optional<String> wanted = options.showcase().proof().map(proof -> stage.value(before.name(), proof.wanted()));
        options.fault().body(options.showcase(), target).ifPresent(fault -> {
            terminal.say("Something will go wrong: POST /admin/faults " + fault);
            admin.inject(fault);
        });
        terminal.say(stage.startCommand(input(before, parameters, false)));
        Watched watched = stage.start("", input(before, parameters, false));
        follow(watched);
        return report(before, target, watched, wanted);
    }

    /** Shows the plan; false when preflight refuses it. */
    private boolean plan(Scene scene, String parameters) {
        Watched dryRun = stage.start("-plan", input(scene, parameters, true));
        while (dryRun.running()) {
            pass();
        }
        boolean accepted = false;
        for (Watched.News news : dryRun.news()) {
            if (news instanceof Watched.Replied replied) {
                JsonNode reply = replied.reply();
                accepted = !reply.path("next").asText().equals("fail");
                PlanText.lines(
                                accepted ? reply.path("summary").asText() : "Not possible as things are.",
                                reply.path("plan")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .toList())
                        .forEach(terminal::say);
            }
        }
        return accepted;
    }

    private void follow(Watched watched) {
        Progress progress = new Progress(terminal);
        boolean running = true;
        while (running) {
            pass();
            running = watched.running();
            for (Watched.News news : watched.news()) {
                switch (news) {
                    case Watched.Replied replied -> {
                        if (progress.moves(replied.reply())) {
                            watched.operation().map(stage::status).ifPresent(progress::ended);
                        }
                        progress.show(replied.reply());
                    }
                    case Watched.Asked asked -> answer(asked.detail());
                }
            }
        }
    }

    private void pass() {
        if (terminal.out().checkError()) {
            throw new IllegalStateException("nobody takes its output any more");
        }
        time.pass();
    }

    /** Nothing passes while a person thinks: at the demo's speed the question would be dead in a minute and a half. */
    private void answer(JsonNode detail) {
        time.standStill();
        try {
            String operation = detail.path("operation_id").asText();
            beforeExposure();
            QuestionText.asked(stage.status(operation))
                    .forEach(line -> terminal.say(line.isEmpty() ? "" : "  " + line));
            Human.Answer answer = human.answer(detail);
            decided = answer.action().equals("continue") ? decided : Optional.of(answer.action());
            boolean gate = detail.at("/question/kind").asText().equals("gate");
            boolean beforeTheFirstChange = detail.at("/question/code").asText().startsWith("preflight-");
            if (!gate && !beforeTheFirstChange) {
                mend();
            } else if (!gate) {
                remedy();
            }
            stage.answer(detail.path("task_token").asText(), answer.json());
        } catch (TaskTimedOutException e) {
            terminal.say("    That question is over; it is asked again.");
        } finally {
            time.goOn();
        }
        terminal.say("");
    }

    /** What a user of production sees of the copy while it is made. */
    private void beforeExposure() {
        options.showcase()
                .rows()
                .ifPresent(rows -> stage.rds().describeDBClusters().dbClusters().stream()
                        .map(DBCluster::dbClusterIdentifier)
                        .filter(id -> id.contains("-r-"))
                        .findFirst()
                        .ifPresent(copy ->
                                show("as a user of production in the copy", copy, Stage.secret(rows.other()), rows)));
    }

    private void show(String who, String cluster, String secret, Showcase.Rows rows) {
        terminal.say("The row " + who + " (" + cluster + "): "
                + stage.shown(cluster, secret, rows.database(), rows.query()));
        terminal.say("");
    }

    private void mend() {
        admin.clearFaults();
        terminal.say("    (the cause is mended: DELETE /admin/faults)");
        remedy();
    }

    /** What preflight asks about is the scenario's own trouble; what is to go wrong has not struck yet. */
    private void remedy() {
        Showcase.remedy(options.scenario().name()).ifPresent(remedy -> {
            admin.act(remedy);
            terminal.say("    (and so is the cluster's own: POST /admin/outsider " + remedy + ")");
        });
    }

    private boolean report(Scene before, String target, Watched watched, Optional<String> wanted) {
        var end = watched.described();
        Scene after = options.showcase().look(stage, before);
        terminal.say("");
        terminal.say(after.word() + " " + after.name() + " after:");
        after.print(terminal::say);
        terminal.say("");
        if (options.showcase().killed()) {
            terminal.say("The report:");
            watched.operation()
                    .map(stage::status)
                    .ifPresent(status ->
                            status.at("/operation/report").forEach(line -> terminal.say("  " + line.asText())));
            terminal.say("");
        }
        options.showcase()
                .rows()
                .filter(_ -> end.error() == null)
                .ifPresent(rows -> show("by the old endpoint", after.name(), stage.managed(after.name()), rows));
        terminal.say("Execution " + end.statusAsString()
                + (end.error() == null ? "" : " " + end.error() + ": " + end.cause()));
        lastSummary(end.output());
        JsonNode calls = admin.calls();
        long changes = calls.valueStream()
                .filter(c -> Set.of("rds", "drs").contains(c.path("service").asText()))
                .filter(c -> !c.path("action").asText().startsWith("Describe"))
                .count();
        terminal.say("Published: "
                + published.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", ")));
        terminal.say("%d state transitions, %d function calls, %d RDS-side calls of which %d changed something"
                .formatted(watched.transitions(), watched.functionCalls(), calls.size(), changes));
        if (options.showcase().rows().isPresent()) {
            terminal.say("By hand that would have been, with the waiting between them: " + byHand(calls));
        }
        boolean same = wanted.map(expected -> sameData(before.name(), expected)).orElse(true);
        boolean happened = happened(
                end.error() == null ? end.statusAsString() : end.error(),
                same && options.showcase().ended(before, after, target));
        terminal.say(
                happened ? decided.map(action -> "As chosen: " + action + ".").orElse("As asked.") : "NOT as asked.");
        return happened;
    }

    /** The changing calls, in the order of their first. */
    private static String byHand(JsonNode calls) {
        Map<String, Integer> made = new LinkedHashMap<>();
        calls.valueStream()
                .filter(c -> c.path("service").asText().equals("rds"))
                .map(c -> c.path("action").asText())
                .filter(action -> !action.matches("(Describe|List).*"))
                .forEach(action -> made.merge(action, 1, Integer::sum));
        return made.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Shows what one plain statement would have made of the data, and what the pieces made of it. */
    private boolean sameData(String cluster, String expected) {
        String found = options.showcase()
                .proof()
                .map(proof -> stage.value(cluster, proof.found()))
                .orElse("");
        terminal.say("Checksum of all rows after one plain statement: " + expected);
        terminal.say("Checksum of all rows after the pieces:          " + found
                + (found.equals(expected) ? " (the same: each row was changed exactly once)" : " (DIFFERENT)"));
        return found.equals(expected);
    }

    private boolean happened(String end, boolean asAsked) {
        return switch (decided.orElse("")) {
            case "rollback" -> end.equals("OperationRolledBack");
            case "abort" -> end.equals("OperationAborted");
            case "mark_complete" -> end.equals("SUCCEEDED");
            default -> end.equals("SUCCEEDED") && asAsked;
        };
    }

    private void lastSummary(@Nullable String output) {
        if (output != null) {
            terminal.say(Watched.read(output).path("summary").asText());
        }
    }

    private String input(Scene scene, String parameters, boolean dryRun) {
        return "{\"params\":{\"type\":\"" + options.showcase().type() + "\",\"" + scene.field() + "\":\"" + scene.name()
                + "\"," + (dryRun ? "\"dry_run\":true," : "") + "\"params\":" + parameters + "}}";
    }
}
