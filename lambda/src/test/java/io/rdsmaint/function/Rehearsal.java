package io.rdsmaint.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.aws.TestClients;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.engine.Next;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Verdict;
import io.rdsmaint.operations.Overseen;
import io.rdsmaint.operations.instancetypechange.InstanceTypeChange;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.StepKinds;
import io.rdsmaint.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A class change with options as its starter writes them, in JSON, on a simulated cluster under virtual time. It begins on
 * a Wednesday at 10:00.
 */
final class Rehearsal {
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:one";
    private static final int MOST_CALLS = 3_000;

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    final Simulator simulator;
    final List<Question> questions = new ArrayList<>();

    /** The outer {@code params}. */
    final ObjectNode params = object().put("type", InstanceTypeChange.NAME);

    private final Engine engine;
    private final RequestParser parser;
    private final String cluster;
    private final Map<String, Runnable> before = new LinkedHashMap<>();
    private Function<Question, String> answers = q -> {
        throw new AssertionError("unexpected question: " + q.reason() + " | " + q.observed());
    };
    private int invocations;
    private String id = "";

    Rehearsal(Scenario scenario, String cluster) {
        this.cluster = cluster;
        this.simulator = new Simulator(clock, scenario);
        params.put("cluster_id", cluster)
                .putObject("params")
                .put("target_instance_type", "db.r7g.large")
                .put("warm_up_seconds", 60);
        Clients clients = TestClients.over(simulator.httpClient(), clock);
        Worlds worlds = new Worlds(clients);
        Settings settings = Settings.from(Map.of(
                "AWS_REGION", "us-east-1",
                "TABLE_NAME", "t",
                "EVENT_BUS_NAME", "default",
                "DEPLOYMENT", "rehearsal",
                "ALLOWED_TAG", "rds-maint-machine=allowed"));
        List<OperationType> types = Overseen.all(
                List.of(new InstanceTypeChange(worlds, new Inspector(clock), Preflight.standard(), settings.scoping())),
                worlds);
        this.engine = new Engine(
                new MemoryOperationStore(),
                (_, _) -> {},
                new NoExecutions(),
                new Catalogue(types, StepKinds.all(worlds, types, "rehearsal", Guards.all())),
                () -> 1.0);
        this.parser = new RequestParser(settings, engine::problems);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** With alarms that guard it. */
    Rehearsal guardedBy(String... alarms) {
        List.of(alarms).forEach(params.withArray("guard_alarms")::add);
        return this;
    }

    /** Answers questions as {@code action} or {@code action/choice}. */
    Rehearsal answering(Function<Question, String> how) {
        answers = how;
        return this;
    }

    /** Does something once, right before the first look of a step whose name begins so. */
    Rehearsal before(String step, Runnable what) {
        before.put(step, what);
        return this;
    }

    /** What a dry run or a refused start answers. */
    Verdict dryRun() {
        ObjectNode dry = params.deepCopy().put("dry_run", true);
        return engine.start(invocation(), parsed(dry).start());
    }

    private Request.Start parsed(ObjectNode given) {
        ObjectNode request = object().put("action", "start")
                .put("execution_arn", EXECUTION)
                .put("execution_started_at", "2026-03-04T10:00:00Z");
        return (Request.Start) parser.parse(request.set("params", given));
    }

    /** Runs from start to end. */
    Operation run() {
        Verdict verdict = engine.start(invocation(), parsed(params).start());
        id = verdict.operation()
                .orElseThrow(() -> new AssertionError("no start"))
                .id();
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            Operation operation = verdict.operation().orElseThrow(AssertionError::new);
            if (operation.state().ended() && !(verdict.next() instanceof Next.Wait)) {
                return operation;
            }
            verdict = next(verdict, operation);
        }
        throw new AssertionError("no end in sight");
    }

    private Verdict next(Verdict verdict, Operation operation) {
        if (verdict.next() instanceof Next.Ask) {
            return answer(operation);
        }
        if (verdict.next() instanceof Next.Wait wait) {
            clock.advance(Duration.ofSeconds(wait.seconds()));
        }
        String name = operation.current().map(Step::name).orElse("");
        before.keySet().stream()
                .filter(name::startsWith)
                .findFirst()
                .map(before::remove)
                .ifPresent(Runnable::run);
        clock.advance(Duration.ofSeconds(1));
        return engine.step(invocation(), id, EXECUTION);
    }

    private Verdict answer(Operation operation) {
        Question question = Objects.requireNonNull(operation.question());
        questions.add(question);
        if (questions.size() > 30) {
            throw new AssertionError("asked again and again: " + question.reason() + " | " + question.observed());
        }
        String[] answer = answers.apply(question).split("/", -1);
        ObjectNode response = object().put("action", answer[0]).put("by", "dana");
        if (answer.length > 1) {
            response.put("choice", answer[1]);
        }
        clock.advance(Duration.ofMinutes(1));
        return engine.resume(invocation(), new ResumeRequest(id, EXECUTION, question.id(), response, null));
    }

    String writer() {
        return simulator.world().sites().stream()
                .flatMap(site -> site.cluster(cluster).stream())
                .flatMap(found -> found.writer().stream())
                .map(found -> found.id())
                .findFirst()
                .orElse("nobody");
    }

    /** The names of an operation's steps. */
    static List<String> names(Operation operation) {
        return operation.steps().stream().map(Step::name).toList();
    }

    /** The names of the steps in the lines of a dry run. */
    static List<String> names(Verdict dryRun) {
        return dryRun.plan().stream()
                .filter(line -> line.matches("\\d+\\. .*"))
                .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(" (")))
                .toList();
    }

    private Invocation invocation() {
        return new Invocation(
                "invocation-" + ++invocations,
                clock,
                () -> clock.instant().toEpochMilli() * 1_000_000,
                () -> Duration.ofMinutes(1));
    }

    private static final class NoExecutions implements Executions {
        @Override
        public boolean mayRun(String executionArn) {
            return true;
        }

        @Override
        public void answer(String executionArn, String questionId, ObjectNode response) {
            throw new AssertionError("no person answers here");
        }
    }
}
