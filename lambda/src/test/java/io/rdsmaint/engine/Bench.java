package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine with a scripted operation type on a clock that tests move. */
final class Bench {
    static final String MACHINE = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:";
    static final String FIRST = MACHINE + "first";

    final MemoryOperationStore store = new MemoryOperationStore();
    final Set<String> running = new HashSet<>(Set.of(FIRST));
    final Set<String> unknown = new HashSet<>();
    final Set<String> hidden = new HashSet<>();
    final Map<String, String> inputs = new HashMap<>();
    final Map<String, Instant> ends = new HashMap<>();
    final Map<String, Executions.LastReply> replies = new HashMap<>();
    final List<Event> published = new ArrayList<>();
    final List<Occurrence> occurrences = new ArrayList<>();
    final List<String> relayed = new ArrayList<>();
    final Map<String, Function<StepRun, Outcome>> script = new HashMap<>();
    final Map<String, List<PlannedStep>> undo = new HashMap<>();
    final Map<String, String> residue = new HashMap<>();
    final Map<String, String> irreversible = new HashMap<>();
    final Map<String, String> mustFinish = new HashMap<>();
    final List<Finding> findings = new ArrayList<>();
    final List<PlannedStep> plan = new ArrayList<>();
    Options options = Options.NONE;
    boolean busDown;
    Instant now = Instant.parse("2026-03-01T02:00:00Z");
    long nanos;
    Duration timeLeft = Duration.ofSeconds(60);
    private int invocations;

    final Engine engine = new Engine(store, this::publish, new FakeExecutions(), catalogue(), () -> 1.0);

    /** A plan of steps by name; every kind starts out as done at once. */
    static Bench planning(String... actions) {
        Bench bench = new Bench();
        Arrays.stream(actions).map(a -> step(a, false)).forEach(bench.plan::add);
        bench.plan.add(step("tidy", true));
        return bench;
    }

    static PlannedStep step(String action, boolean cleanup) {
        return new PlannedStep(
                action,
                action,
                object(),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(1),
                List.of("Call" + action),
                cleanup,
                false);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    Verdict start() {
        return start(false, FIRST);
    }

    Verdict start(boolean dryRun, String executionArn, String... pauseBefore) {
        return start("demo", dryRun, executionArn, pauseBefore);
    }

    /** Starts an operation on another cluster. */
    Verdict start(String cluster, String executionArn) {
        return start(cluster, false, executionArn);
    }

    private Verdict start(String cluster, boolean dryRun, String executionArn, String... pauseBefore) {
        return engine.start(
                invocation(),
                new StartRequest(
                        "scripted",
                        cluster,
                        "us-east-1",
                        null,
                        null,
                        options,
                        dryRun,
                        "dana",
                        "bigger",
                        List.of(pauseBefore),
                        object(),
                        executionArn,
                        "2026-03-01T02:00:00Z"));
    }

    /** Starts and answers the operation's id. */
    String started() {
        return start().operation().orElseThrow().id();
    }

    Verdict step(String id) {
        return engine.step(invocation(), id, FIRST);
    }

    /** Steps until the engine wants something else than another step. */
    Verdict run(String id) {
        Verdict verdict = step(id);
        for (int i = 0; i < 50 && verdict.next() instanceof Next.Go; i++) {
            verdict = step(id);
        }
        return verdict;
    }

    Verdict answer(String id, String action) {
        @Nullable Question open = operation(id).question();
        String question = open == null ? null : open.id();
        return resume(id, FIRST, question, object().put("action", action));
    }

    Verdict resume(String id, @Nullable String executionArn, @Nullable String questionId, @Nullable JsonNode response) {
        return engine.resume(invocation(), new ResumeRequest(id, executionArn, questionId, response, null));
    }

    Operation operation(String id) {
        return store.load(id).orElseThrow();
    }

    Question question(String id) {
        return Objects.requireNonNull(operation(id).question());
    }

    List<Event.Type> log(String id) {
        return store.events(id).stream().map(Event::type).toList();
    }

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    Invocation invocation() {
        return new Invocation("invocation-" + ++invocations, () -> now, () -> nanos, () -> timeLeft, occurrences::add);
    }

    private void publish(Operation operation, List<Event> events) {
        if (busDown) {
            throw new TransientFailure("the bus is down", new IllegalStateException("down"));
        }
        published.addAll(events);
    }

    private Catalogue catalogue() {
        List<StepKind> kinds = new ArrayList<>();
        for (String action : List.of("one", "two", "three", "back", "tidy", "settle")) {
            kinds.add(new Scripted(action));
        }
        return new Catalogue(List.of(new ScriptedType()), kinds);
    }

    private final class ScriptedType implements OperationType {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Plan plan(PlanRequest request) {
            Target target =
                    new Target("123456789012", request.region(), request.clusterId(), "cluster-ABC", null, null);
            return new Plan(
                    target,
                    "scripted change",
                    plan,
                    List.of("engine-version"),
                    findings,
                    List.of("one write interruption"),
                    object());
        }
    }

    private final class Scripted implements StepKind {
        private final String action;

        Scripted(String action) {
            this.action = action;
        }

        @Override
        public String action() {
            return action;
        }

        @Override
        public Outcome advance(StepRun run) {
            return script.getOrDefault(action, r -> Outcome.done()).apply(run);
        }

        @Override
        public java.util.Optional<String> mustFinish() {
            return java.util.Optional.ofNullable(mustFinish.get(action));
        }

        @Override
        public List<PlannedStep> undo(Operation operation, Step step) {
            return undo.getOrDefault(action, List.of());
        }

        @Override
        public java.util.Optional<String> irreversible(Operation operation, Step step) {
            return java.util.Optional.ofNullable(irreversible.get(action));
        }

        @Override
        public java.util.Optional<String> residue(Operation operation, Step step) {
            boolean asPlanned = operation.ending() == Operation.Ending.COMPLETED;
            return java.util.Optional.ofNullable(asPlanned ? null : residue.get(action));
        }
    }

    private final class FakeExecutions implements Executions {
        @Override
        public Optional<Execution> find(String executionArn) {
            if (unknown.contains(executionArn)) {
                throw new TransientFailure("no answer", new IllegalStateException("throttled"));
            }
            boolean mayRun = running.contains(executionArn);
            return hidden.contains(executionArn)
                    ? Optional.empty()
                    : Optional.of(new Execution(
                            mayRun,
                            Optional.ofNullable(inputs.get(executionArn)),
                            mayRun ? Optional.empty() : Optional.ofNullable(ends.get(executionArn))));
        }

        @Override
        public Optional<LastReply> lastReply(String executionArn) {
            return Optional.ofNullable(replies.get(executionArn));
        }

        @Override
        public void answer(String executionArn, String questionId, ObjectNode response) {
            relayed.add(executionArn + " " + questionId + " " + response);
        }
    }
}
