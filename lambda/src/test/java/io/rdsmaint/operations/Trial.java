package io.rdsmaint.operations;

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
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Verdict;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.steps.Guard;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.StepKinds;
import io.rdsmaint.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsClient;

/** A whole operation on a simulated cluster under virtual time: the real engine, planner, steps and gateways. */
public final class Trial {
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:trial";
    private static final int MOST_CALLS = 2_000;

    public final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    public final Simulator simulator;
    public final List<Question> questions = new ArrayList<>();
    public final ObjectNode parameters = object();
    public final RdsClient rds;
    private final MemoryOperationStore store = new MemoryOperationStore();
    private final String cluster;
    private final OperationType type;
    private final Engine engine;
    private final Map<String, Runnable> before = new LinkedHashMap<>();
    private final Map<String, Runnable> during = new LinkedHashMap<>();
    private Function<Question, String> answers = q -> {
        throw new AssertionError("unexpected question: " + q.reason() + " | " + q.observed());
    };
    private int invocations;
    private String id = "";
    private List<String> gates = List.of();
    private Options options = Options.NONE;

    /**
     * @param make makes the type of operation from gateways, the look at a cluster, and what the deployment may touch
     * @param without the names of guards that are switched off
     */
    public Trial(Scenario scenario, String cluster, Make make, List<String> without) {
        this.cluster = cluster;
        this.simulator = new Simulator(clock, scenario);
        Clients clients = TestClients.over(simulator.httpClient(), clock);
        this.rds = clients.reading(RdsClient.builder(), TestClients.PLACE);
        Worlds worlds = new Worlds(clients);
        this.type = make.type(
                worlds,
                new Inspector(clock),
                Preflight.standard(),
                new Scoping("trial", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of()));
        List<Guard> guards =
                Guards.all().stream().filter(g -> !without.contains(g.name())).toList();
        this.engine = new Engine(
                store,
                (operation, events) -> {},
                new NoExecutions(),
                new Catalogue(List.of(type), StepKinds.all(worlds, List.of(type), "trial", guards)),
                () -> 1.0);
    }

    /** How a type of operation is made; usually its constructor. */
    @FunctionalInterface
    public interface Make {
        OperationType type(Worlds worlds, Inspector inspector, Preflight preflight, Scoping scoping);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Answers questions as {@code action} or {@code action/choice}. */
    public Trial answering(Function<Question, String> how) {
        answers = how;
        return this;
    }

    /** Does something once, right before the first look of a step. */
    public Trial before(String step, Runnable what) {
        before.put(step, what);
        return this;
    }

    /** Does something once, when a step waits for the first time. */
    public Trial during(String step, Runnable what) {
        during.put(step, what);
        return this;
    }

    public Trial temporary(String wish) {
        parameters.put("temporary_instance", wish);
        return this;
    }

    /** Asks before the n-th step of the plan. */
    public Trial gateAt(int step) {
        String line = start(true).plan().get(step);
        return gateOn(line.substring(line.indexOf(' ') + 1, line.indexOf(" (")));
    }

    /** Asks before a step. */
    public Trial gateOn(String step) {
        gates = List.of(step);
        return this;
    }

    /** The steps as they would be planned now. */
    public List<PlannedStep> planned() {
        return type.plan(new OperationType.PlanRequest(
                        "op-0000000000000000", cluster, "us-east-1", null, null, options, parameters, List.of()))
                .steps();
    }

    public Verdict start(boolean dryRun) {
        Verdict verdict = engine.start(
                invocation(),
                new StartRequest(
                        type.name(),
                        cluster,
                        "us-east-1",
                        null,
                        null,
                        options,
                        dryRun,
                        "dana",
                        "a trial",
                        gates,
                        parameters,
                        EXECUTION,
                        "2026-03-04T10:00:00Z"));
        id = verdict.operation().map(Operation::id).orElse("");
        return verdict;
    }

    /** Runs from start to end. */
    public Operation run() {
        Verdict verdict = start(false);
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            String said = verdict.summary() + " " + verdict.next();
            Operation operation = verdict.operation().orElseThrow(() -> new AssertionError(said));
            if (operation.state().ended() && !(verdict.next() instanceof Next.Wait)) {
                return operation;
            }
            verdict = next(verdict, operation);
        }
        throw new AssertionError("no end in sight: " + operation().current());
    }

    private Verdict next(Verdict verdict, Operation operation) {
        return switch (verdict.next()) {
            case Next.Wait wait -> {
                once(during, operation);
                clock.advance(Duration.ofSeconds(wait.seconds()));
                yield step(operation);
            }
            case Next.Ask ask -> answer(operation);
            default -> step(operation);
        };
    }

    private Verdict step(Operation operation) {
        once(before, operation);
        clock.advance(Duration.ofSeconds(1));
        return engine.step(invocation(), id, EXECUTION);
    }

    private static void once(Map<String, Runnable> whats, Operation operation) {
        String name = operation.current().map(Step::name).orElse("");
        whats.keySet().stream()
                .filter(name::startsWith)
                .findFirst()
                .map(whats::remove)
                .ifPresent(Runnable::run);
    }

    private Verdict answer(Operation operation) {
        Question question = java.util.Objects.requireNonNull(operation.question());
        questions.add(question);
        if (questions.size() > 50) {
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

    public Operation operation() {
        return engine.load(id);
    }

    /** Every instance's class, by name. */
    public Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        rds.describeDBInstancesPaginator(r -> {}).dbInstances().stream()
                .filter(i -> i.dbClusterIdentifier().equals(cluster))
                .forEach(i -> classes.put(i.dbInstanceIdentifier(), i.dbInstanceClass()));
        return classes;
    }

    public String writer() {
        return rds
                .describeDBClusters(r -> r.dbClusterIdentifier(cluster))
                .dbClusters()
                .getFirst()
                .dbClusterMembers()
                .stream()
                .filter(m -> m.isClusterWriter())
                .map(m -> m.dbInstanceIdentifier())
                .findFirst()
                .orElse("nobody");
    }

    /** All that the describes show of the cluster, but for the restorable time, which always moves. */
    public String describe() {
        List<String> all = new ArrayList<>();
        rds.describeDBClusters(r -> r.dbClusterIdentifier(cluster)).dbClusters().forEach(c -> all.add(c.toString()));
        rds.describeDBInstancesPaginator(r -> {}).dbInstances().stream()
                .filter(i -> i.dbClusterIdentifier().equals(cluster))
                .forEach(i -> all.add(i.toString()));
        rds.describeDBClusterEndpoints(r -> r.dbClusterIdentifier(cluster))
                .dbClusterEndpoints()
                .forEach(e -> all.add(e.toString()));
        return String.join("\n", all).replaceAll("(Latest|Earliest)RestorableTime=[^,)]*", "");
    }

    /** The changing calls that arrived, as {@code action identifier}. */
    public List<String> changes() {
        return simulator.calls().stream()
                .filter(c -> !c.action().startsWith("Describe")
                        && !c.action().startsWith("Get")
                        && !c.action().startsWith("List"))
                .map(c -> c.action() + " " + c.identifier())
                .toList();
    }

    public OperationState state() {
        return operation().state();
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
