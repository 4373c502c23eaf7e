package io.rdsmaint.testkit.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.EngineSignal;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.Finding;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Seen;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.machine.StateMachine;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An engine with a scripted operation type on clocks that tests move. What the engine itself promises is tried with it directly:
 * a test scripts what a step finds at each look, steps when it likes, also as somebody else, and sees verdicts as the engine
 * gives them. Whole operations as users start them are run by {@link io.rdsmaint.testkit.OperationTestRunner}.
 */
public final class EngineRig {
    /** What the ARNs of executions begin with. */
    public static final String MACHINE = StateMachine.arn("");

    /** The execution that starts operations. */
    public static final String FIRST = StateMachine.arn("first");

    public final MemoryOperationStore store = new MemoryOperationStore();

    /** The executions that run. */
    public final Set<String> running = new HashSet<>(Set.of(FIRST));

    /** The executions of which nobody can tell. */
    public final Set<String> unknown = new HashSet<>();

    /** The executions that Step Functions does not know. */
    public final Set<String> hidden = new HashSet<>();

    /** The executions that run and are not listed yet. */
    public final Set<String> unlisted = new HashSet<>();

    /** Whether executions may be listed. */
    public boolean listable = true;

    /** How often the executions that run were listed. */
    public int listings;

    /** What executions were started with, by ARN. */
    public final Map<String, String> inputs = new HashMap<>();

    /** When executions ended, by ARN. */
    public final Map<String, Instant> ends = new HashMap<>();

    /** What executions were answered last, by ARN. */
    public final Map<String, Executions.LastReply> replies = new HashMap<>();

    public final List<LogEntry> published = new ArrayList<>();
    public final List<EngineSignal> occurrences = new ArrayList<>();

    /** The answers that were handed to executions, as {@code execution question response}. */
    public final List<String> relayed = new ArrayList<>();

    /** The tokens of the waits that were ended early; one that is here before is nobody's any more. */
    public final Set<String> woken = new LinkedHashSet<>();

    /** What the steps of a kind come to, by action; done at once where nothing is said. */
    public final Map<String, Function<StepRun, Outcome>> script = new HashMap<>();

    /** What a look before a gate shows, by action. */
    public final Map<String, Function<StepRun, Sight>> sights = new HashMap<>();

    public final Map<String, List<PlannedStep>> undo = new HashMap<>();
    public final Map<String, String> residue = new HashMap<>();
    public final Map<String, String> deletes = new HashMap<>();
    public final Map<String, String> irreversible = new HashMap<>();

    /** What the steps of a kind say they must finish, by action. */
    public final Map<String, String> mustFinish = new HashMap<>();

    /** What the steps of a kind only observe, by action. */
    public final Map<String, Set<String>> observed = new HashMap<>();

    public final List<Finding> findings = new ArrayList<>();
    public final List<PlannedStep> plan = new ArrayList<>();
    public Options options = Options.NONE;
    public boolean busDown;

    /** The wall clock. */
    public Instant now = Instant.parse("2026-03-01T02:00:00Z");

    /** The monotonic clock. */
    public long nanos;

    /** How long each invocation may still run. */
    public Duration timeLeft = Duration.ofSeconds(60);

    private int invocations;

    /** What a start says about a busy target. */
    public StartRequest.IfBusy ifBusy = StartRequest.IfBusy.FAIL;

    private final Executions executions = new FakeExecutions();

    public final Engine engine = engine(false);

    /** One more on the same store. */
    public Engine engine(boolean wake) {
        return new Engine(store, this::publish, executions, catalogue(), () -> 1.0, wake);
    }

    /** The executions as they are said to be here. */
    public Executions executions() {
        return executions;
    }

    /** A plan of steps by name; every kind starts out as done at once. */
    public static EngineRig planning(String... actions) {
        EngineRig rig = new EngineRig();
        Arrays.stream(actions).map(a -> step(a, false)).forEach(rig.plan::add);
        rig.plan.add(step("tidy", true));
        return rig;
    }

    /** A step of a kind, named like it. */
    public static PlannedStep step(String action, boolean cleanup) {
        return new PlannedStep(
                action,
                action,
                JsonTrees.object(),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(1),
                List.of("Call" + action),
                cleanup,
                false);
    }

    public EngineResult start() {
        return start(false, FIRST);
    }

    public EngineResult start(boolean dryRun, String executionArn, String... pauseBefore) {
        return start("demo", dryRun, executionArn, pauseBefore);
    }

    /** Starts an operation on another cluster. */
    public EngineResult start(String cluster, String executionArn) {
        return start(cluster, false, executionArn);
    }

    private EngineResult start(String cluster, boolean dryRun, String executionArn, String... pauseBefore) {
        return engine.start(
                invocation(),
                new StartRequest(
                        "scripted",
                        new Target.Asked(Target.UNNAMED_KIND, cluster, "us-east-1", null, null),
                        ifBusy,
                        options,
                        dryRun,
                        "dana",
                        "bigger",
                        List.of(pauseBefore),
                        JsonTrees.object(),
                        executionArn,
                        "2026-03-01T02:00:00Z"));
    }

    /** Starts and answers the operation's id. */
    public String started() {
        return start().operation().orElseThrow().id();
    }

    public EngineResult step(String id) {
        return engine.step(invocation(), id, FIRST);
    }

    /** Steps until the engine wants something else than another step. */
    public EngineResult run(String id) {
        EngineResult verdict = step(id);
        for (int i = 0; i < 50 && verdict.next() instanceof NextAction.Go; i++) {
            verdict = step(id);
        }
        return verdict;
    }

    public EngineResult answer(String id, String action) {
        @Nullable Question open = operation(id).question();
        String question = open == null ? null : open.id();
        return resume(id, FIRST, question, JsonTrees.object().put("action", action));
    }

    public EngineResult resume(
            String id, @Nullable String executionArn, @Nullable String questionId, @Nullable JsonNode response) {
        ResumeRequest request = executionArn == null
                ? new ResumeRequest.Relay(id, questionId, Objects.requireNonNull(response), null)
                : questionId == null && response == null
                        ? new ResumeRequest.TakeOver(id, executionArn)
                        : new ResumeRequest.Answer(id, executionArn, questionId, response, Seen.NOTHING);
        return engine.resume(invocation(), request);
    }

    /** A person changes an operation. */
    public EngineResult edit(String id, ResumeRequest.Changes changes) {
        return engine.resume(invocation(), new ResumeRequest.Edit(id, changes));
    }

    public Operation operation(String id) {
        return store.load(id).orElseThrow();
    }

    public Question question(String id) {
        return Objects.requireNonNull(operation(id).question());
    }

    public List<LogEntry.Type> log(String id) {
        return store.events(id).stream().map(LogEntry::type).toList();
    }

    /** Both clocks go on. */
    public void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    public Invocation invocation() {
        return new Invocation("invocation-" + ++invocations, () -> now, () -> nanos, () -> timeLeft, occurrences::add);
    }

    private void publish(Operation operation, List<LogEntry> events) {
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
        return Families.of(List.of(new ScriptedType()), kinds);
    }

    private final class ScriptedType implements OperationType {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Plan plan(PlanRequest request) {
            Target target = new Target(
                    request.target().kind(),
                    "123456789012",
                    request.target().region(),
                    request.target().name(),
                    "cluster-ABC",
                    null,
                    null);
            return new Plan(
                    target,
                    "scripted change",
                    plan,
                    List.of("engine-version"),
                    findings,
                    List.of("one write interruption"),
                    JsonTrees.object());
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
        public java.util.Optional<Sight> sight(StepRun run) {
            return java.util.Optional.ofNullable(sights.get(action)).map(look -> look.apply(run));
        }

        @Override
        public Set<String> observed() {
            return observed.getOrDefault(action, Set.of());
        }

        @Override
        public java.util.Optional<String> mustFinish() {
            return java.util.Optional.ofNullable(mustFinish.get(action));
        }

        @Override
        public java.util.Optional<String> deletes(Operation operation, PlannedStep step) {
            return java.util.Optional.ofNullable(deletes.get(action));
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
        public Set<String> running(Collection<String> executionArns) {
            listings++;
            if (!listable) {
                throw new LastingFailure("not authorized to perform states:ListExecutions");
            }
            Set<String> shown = new HashSet<>(running);
            shown.retainAll(executionArns);
            shown.removeAll(unlisted);
            shown.removeAll(unknown);
            return shown;
        }

        @Override
        public Optional<LastReply> lastReply(String executionArn) {
            return Optional.ofNullable(replies.get(executionArn));
        }

        @Override
        public void answer(String executionArn, String questionId, ObjectNode response) {
            relayed.add(executionArn + " " + questionId + " " + response);
        }

        @Override
        public boolean wake(String token) {
            return woken.add(token);
        }
    }
}
