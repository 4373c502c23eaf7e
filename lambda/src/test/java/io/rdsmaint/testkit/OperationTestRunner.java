package io.rdsmaint.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.store.S3OperationStore;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.lambda.InvocationOutcome;
import io.rdsmaint.testkit.machine.Execution;
import io.rdsmaint.testkit.machine.InvocationFault;
import io.rdsmaint.testkit.machine.StateMachine;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.testkit.transport.EventBus;
import io.rdsmaint.testkit.transport.RequestKind;
import io.rdsmaint.testkit.transport.RequestObserver;
import io.rdsmaint.testkit.transport.ScriptedFaults;
import io.rdsmaint.testkit.transport.TransportFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs an operation as its starter writes it, in JSON, in a simulated world under virtual time, from its start to its end: the
 * real function as deployed, called by a double of its state machine, in one process without a network. It begins on a Wednesday
 * at 10:00.
 *
 * <p>A test says what is asked for, what happens meanwhile and how questions are answered, has it {@link #run}, and looks at
 * what came of it: the operation as stored, the questions, the execution, and the world with its calls and its ledger. A
 * question that the test does not expect, a function that throws, and an execution that ends without its operation fail it.
 *
 * @param <R> the runner of a family of operations, which knows what their target looks like
 */
public abstract class OperationTestRunner<R extends OperationTestRunner<R>> {
    private static final int MOST_INVOCATIONS = 4_000;
    private static final int MOST_QUESTIONS = 50;
    private static final Duration THINKING = Duration.ofMinutes(1);

    public final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    public final Simulator simulator;

    /** The questions so far, each as it was asked. */
    public final List<Question> questions = new ArrayList<>();

    /** The {@code params} of the execution's input. */
    public final ObjectNode params = JsonTrees.object();

    /** The operation type's own parameters. */
    public final ObjectNode parameters;

    private final ScriptedFaults faults = new ScriptedFaults();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Runnable> before = new LinkedHashMap<>();
    private final Map<String, Runnable> during = new LinkedHashMap<>();
    private OperationStore store = new MemoryOperationStore();
    private RequestObserver observer = RequestObserver.NOBODY;
    private String name = "test";
    private Function<Question, String> answers = _ -> "";
    private BiFunction<Operation, Duration, Duration> waits = (_, asked) -> asked;
    private boolean passesGates;
    private @Nullable CatalogueFactory catalogues;
    private @Nullable Deployment deployment;
    private @Nullable ObjectStorage bucket;
    private IntPredicate exchanged = _ -> false;
    private boolean definedEarlier;
    private int calls;
    private @Nullable InProcessSystem system;

    protected OperationTestRunner(Scenario scenario, String type) {
        this.simulator = new Simulator(clock, scenario);
        params.put("type", type).put("requested_by", "dana").put("reason", "a test");
        this.parameters = params.putObject("params");
    }

    protected abstract R self();

    // What is deployed. All of this comes before the first call of the function.

    private R deployed(Runnable choice) {
        if (system != null) {
            throw new IllegalStateException("the function is deployed already");
        }
        choice.run();
        return self();
    }

    /** The function can do something else. */
    public R catalogue(CatalogueFactory other) {
        return deployed(() -> catalogues = other);
    }

    /** The operations are kept there. */
    public R store(OperationStore other) {
        return deployed(() -> store = other);
    }

    /** The operations are kept in S3, spoken to by its client. */
    public R keptIn(ObjectStorage other) {
        SdkHttpClient network = other.httpClient();
        S3Client client = TestClients.over(network, clock).changing(S3Client.builder(), TestClients.PLACE);
        return deployed(() -> {
            bucket = other;
            store = new S3OperationStore(client, Deployment.BUCKET, () -> "never");
        });
    }

    /** The function is deployed so already, and warm. */
    public R deployedAs(Deployment other) {
        return deployed(() -> deployment = other);
    }

    /** The machine finds other code behind its alias from some of its calls on, which are counted from 1. */
    public R exchangedBefore(IntPredicate call) {
        return deployed(() -> exchanged = call).definedEarlier();
    }

    /** Its execution is as an earlier definition started it: it does not tell the function what it has seen. */
    public R definedEarlier() {
        return deployed(() -> definedEarlier = true);
    }

    /** A variable of the function's environment is another one. */
    public R environment(String variable, String value) {
        return deployed(() -> environment.put(variable, value));
    }

    /** The execution that starts the operation has this name. */
    public R execution(String other) {
        return deployed(() -> name = other);
    }

    /** Somebody sees the function's requests. */
    public R observedBy(RequestObserver other) {
        return deployed(() -> observer = other);
    }

    // What is asked for.

    /** Asks before each of these steps, which are named or of the kinds named. */
    public R gateOn(String... steps) {
        List.of(steps).forEach(params.withArray("pause_before")::add);
        return self();
    }

    /** Asks before the n-th step of the plan, counted from 0. */
    public R gateAt(int step) {
        return gateOn(dryRun().steps().get(step));
    }

    /** With alarms that guard it. */
    public R guardedBy(String... alarms) {
        List.of(alarms).forEach(params.withArray("guard_alarms")::add);
        return self();
    }

    // What happens.

    /** Does something once, right before the first look of a step whose name begins so. */
    public R before(String step, Runnable what) {
        before.put(step, what);
        return self();
    }

    /** Does something once, when a step whose name begins so waits for the first time. */
    public R during(String step, Runnable what) {
        during.put(step, what);
        return self();
    }

    /** The machine waits for another time than it is asked to. */
    public R waiting(BiFunction<Operation, Duration, Duration> how) {
        waits = how;
        return self();
    }

    /** Something goes wrong with the function's n-th request of a kind, counted from 1. */
    public R strike(RequestKind kind, int ordinal, TransportFault fault) {
        faults.strike(kind, ordinal, fault);
        return self();
    }

    // How questions are answered.

    /** Answers questions as {@code action} or {@code action/choice}; an empty answer to any but a passed gate fails the test. */
    public R answering(Function<Question, String> how) {
        answers = how;
        return self();
    }

    /** Answers every question that is no gate alike. */
    public R answering(String answer) {
        return answering(q -> q.kind() == Question.Kind.GATE ? "" : answer);
    }

    /** Answers the gate of a step. */
    public R atGateOf(String step, String answer) {
        return answering(q -> q.kind() == Question.Kind.GATE && q.reason().contains("before: " + step) ? answer : "");
    }

    /** A gate that nothing else is answered to is passed. */
    public R passingGates() {
        passesGates = true;
        return self();
    }

    // What is done.

    /** What a dry run answers. */
    public Reply dryRun() {
        ObjectNode dry = params.deepCopy().put("dry_run", true);
        return new Reply(system().invoke("machine", starting(dry)));
    }

    /** The lines of the plan. */
    public List<String> plan() {
        return dryRun().plan();
    }

    /** The steps as they would be planned now: those of an operation that nobody runs. */
    public List<PlannedStep> planned() {
        MemoryOperationStore aside = new MemoryOperationStore();
        InProcessSystem other = new InProcessSystem(
                clock,
                simulator,
                deployment(),
                aside,
                null,
                new ScriptedFaults(),
                RequestObserver.NOBODY,
                new Driver());
        Reply reply = new Reply(other.invoke("machine", starting(params)));
        return aside
                .load(reply.tree().path("operation_id").asText())
                .orElseThrow(() -> new AssertionError(reply.summary()))
                .steps()
                .stream()
                .map(Step::planned)
                .toList();
    }

    private ObjectNode starting(ObjectNode given) {
        ObjectNode event = JsonTrees.object()
                .put("action", "start")
                .put("execution_arn", StateMachine.arn(name))
                .put("execution_started_at", clock.instant().toString());
        event.set("params", given);
        return event;
    }

    /** Runs from start to end. */
    public Operation run() {
        ObjectNode input = JsonTrees.object();
        input.set("params", params.deepCopy());
        if (system().machine.start(name, input).isEmpty()) {
            throw new AssertionError("the execution was started before");
        }
        return toTheEnd();
    }

    /** Another execution starts an operation, by what is asked for now, once the one before has ended, and runs it to its end. */
    public Operation runAgain(String execution) {
        name = execution;
        return run();
    }

    /** Goes on with an operation that is in the store, from between two steps, by an execution that runs it already. */
    public Operation resume(String executionArn, String operationId) {
        system().machine.step(system().machine.running(executionArn, operationId));
        return toTheEnd();
    }

    /** Another execution takes over an operation that is in the store, and runs it to its end. */
    public Operation takeOver(String execution, String operationId) {
        taken(execution, operationId);
        return toTheEnd();
    }

    /**
     * The execution takes longer than it may, and the function is told. Something then has to take over.
     *
     * @see #takenOverBy
     */
    public void timeOut() {
        Execution execution = execution();
        system().machine.timeOut(execution);
        invoke("machine", StateMachine.endedEvent(execution));
    }

    /** While it runs: another execution takes the operation over. */
    public void takenOverBy(String execution) {
        taken(execution, execution().operationId());
    }

    /** An execution ran an operation that is in the store, and took longer than it may. */
    public void abandonedBy(String executionArn, String operationId) {
        system().machine.timeOut(system().machine.running(executionArn, operationId));
    }

    private void taken(String execution, String operationId) {
        system().machine.start(execution, JsonTrees.object().put("operation_id", operationId));
    }

    private Operation toTheEnd() {
        InProcessSystem running = system();
        try (running.lambda) {
            while (running.machine.running()) {
                if (running.lambda.invocations() > MOST_INVOCATIONS || !running.queue.next()) {
                    throw new AssertionError("no end in sight: " + operation().current());
                }
            }
        }
        Execution last = execution();
        String said = "the execution ended " + last.status() + " " + last.error() + ": " + last.cause();
        if (last.operationId().isEmpty() || !operation().state().ended()) {
            throw new AssertionError(said);
        }
        return operation();
    }

    /**
     * Calls the function.
     *
     * @throws AssertionError when it throws
     */
    public JsonNode invoke(String alias, ObjectNode event) {
        return system().invoke(alias, event);
    }

    private InProcessSystem system() {
        InProcessSystem made = system;
        if (made == null) {
            made = new InProcessSystem(clock, simulator, deployment(), store, bucket, faults, observer, new Driver());
            if (definedEarlier) {
                made.machine.definedEarlier();
            }
            system = made;
        }
        return made;
    }

    private Deployment deployment() {
        Deployment made = deployment;
        if (made == null) {
            made = environment.isEmpty() && catalogues == null
                    ? Deployment.warm()
                    : new Deployment(environment, catalogues == null ? CatalogueFactory.standard() : catalogues);
            deployment = made;
        }
        return made;
    }

    // What came of it.

    /** The operation as stored. */
    public Operation operation() {
        return store.load(execution().operationId()).orElseThrow(() -> new AssertionError("there is no operation yet"));
    }

    /** Its events. */
    public List<LogEntry> events() {
        return store.events(execution().operationId());
    }

    public OperationState state() {
        return operation().state();
    }

    /** The newest execution. */
    public Execution execution() {
        return system().machine.executions().getLast();
    }

    /** The questions that are no gates. */
    public List<Question> problems() {
        return questions.stream().filter(q -> q.kind() != Question.Kind.GATE).toList();
    }

    /** The result of the newest completed step of a kind. */
    public JsonNode result(String action) {
        return Objects.requireNonNull(
                operation().lastCompleted(action).orElseThrow().result());
    }

    /** The events that were published. */
    public List<EventBus.Published> published() {
        return system().bus.published();
    }

    /** The lines of the function's log. */
    public List<String> log() {
        return system().log;
    }

    /** What was to go wrong with requests, and what of it has. */
    public ScriptedFaults faults() {
        return faults;
    }

    /** The changing calls that arrived, whoever made them, as {@code action identifier}. */
    public List<String> changes() {
        return simulator.calls().stream()
                .filter(CallRecord::changes)
                .map(OperationTestRunner::inWords)
                .toList();
    }

    /** Those that took effect. */
    public List<String> effects() {
        return simulator.calls().stream()
                .filter(CallRecord::changes)
                .filter(c -> c.outcome().equals(CallRecord.OK) || c.outcome().contains("after"))
                .map(OperationTestRunner::inWords)
                .toList();
    }

    private static String inWords(CallRecord call) {
        return call.action() + " " + call.identifier();
    }

    /** How many calls of an action arrived, whatever became of them. */
    public long calls(String action) {
        return simulator.calls().stream().filter(c -> c.action().equals(action)).count();
    }

    /** The names of an operation's steps. */
    public static List<String> names(Operation operation) {
        return operation.steps().stream().map(Step::name).toList();
    }

    private final class Driver implements StateMachine.Listener {
        @Override
        public Optional<InvocationFault> invoking(Execution execution, ObjectNode event) {
            if (event.path("action").asText().equals("step")) {
                once(before);
            }
            if (exchanged.test(++calls)) {
                system().lambda.deploy();
            }
            return Optional.empty();
        }

        @Override
        public Duration waiting(Execution execution, Duration asked) {
            once(during);
            return waits.apply(operation(), asked);
        }

        @Override
        public void failed(Execution execution, InvocationOutcome.Failed failure) {
            if (failure.thrown() != null) {
                throw new AssertionError("the function failed", failure.thrown());
            }
        }

        @Override
        public void asked(Execution execution, JsonNode tree) {
            Question question = Objects.requireNonNull(operation().question());
            String token = execution.token();
            ObjectNode response = response(question);
            system().queue.after(THINKING, () -> system().machine.complete(token, response));
        }

        private ObjectNode response(Question question) {
            questions.add(question);
            String said = answers.apply(question);
            if (said.isEmpty() && passesGates && question.kind() == Question.Kind.GATE) {
                said = "continue";
            }
            if (said.isEmpty() || questions.size() > MOST_QUESTIONS) {
                throw new AssertionError((said.isEmpty() ? "unexpected question: " : "asked again and again: ")
                        + question.reason() + " | " + question.observed());
            }
            String[] words = said.split("/", -1);
            ObjectNode response =
                    JsonTrees.object().put("action", words[0]).put("by", "dana").put("comment", "seen");
            if (words.length > 1) {
                response.put("choice", words[1]);
            }
            return response;
        }

        private void once(Map<String, Runnable> acts) {
            String step = operation().current().map(Step::name).orElse("");
            acts.keySet().stream()
                    .filter(step::startsWith)
                    .findFirst()
                    .map(acts::remove)
                    .ifPresent(Runnable::run);
        }
    }
}
