package io.rdsmaint.steps.bluegreen;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Verdict;
import io.rdsmaint.simulator.CallRecord;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.admin.DeploymentOutsider;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.BlueGreenDeployment;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** A whole upgrade of a simulated cluster under virtual time: the real engine, steps and gateways. */
public final class Trial {
    public static final String CLUSTER = "demo-upgrade";
    public static final String MYSQL = "demo-upgrade-mysql";
    public static final String VERSION = "16.4";
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:trial";
    private static final int MOST_CALLS = 3_000;

    public final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    public final Simulator simulator;
    final FlakyHttp http;
    public final RdsClient rds;
    public final List<Question> questions = new ArrayList<>();
    public final ObjectNode parameters = object();
    private final MemoryOperationStore store = new MemoryOperationStore();
    private final OperationType type;
    private final Engine engine;
    private final Map<String, Runnable> before = new LinkedHashMap<>();
    private final Map<String, Runnable> during = new LinkedHashMap<>();
    private Options options = Options.NONE;
    private Function<Question, String> answers = q -> "";
    private int invocations;
    private int crashes;
    private String id = "";
    private String cluster = CLUSTER;

    Trial() {
        this(Scenarios.upgrade(), List.of());
    }

    Trial(String scenario) {
        this(Scenarios.find(scenario).orElseThrow(), List.of());
    }

    /**
     * @param without names of guards that are switched off
     */
    Trial(Scenario scenario, List<String> without) {
        this(scenario, without, SampleUpgrade::new);
        parameters.put("version", VERSION);
    }

    /** A trial of another type of operation. */
    public Trial(Scenario scenario, Function<Worlds, OperationType> types) {
        this(scenario, List.of(), types);
    }

    private Trial(Scenario scenario, List<String> without, Function<Worlds, OperationType> types) {
        simulator = new Simulator(clock, scenario);
        http = new FlakyHttp(simulator.httpClient());
        Clients clients = TestClients.over(http, clock);
        rds = TestClients.over(simulator.httpClient(), clock).reading(RdsClient.builder(), TestClients.PLACE);
        Worlds worlds = new Worlds(clients);
        type = types.apply(worlds);
        List<Guard> guards =
                Guards.all().stream().filter(g -> !without.contains(g.name())).toList();
        engine = new Engine(
                store,
                (operation, events) -> {},
                new NoExecutions(),
                new Catalogue(List.of(type), StepKinds.all(worlds, List.of(type), "trial", guards)),
                () -> 1.0);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Answers questions other than gates, as {@code action} or {@code action/choice}; gates too unless the answer is empty. */
    public Trial answering(Function<Question, String> how) {
        answers = how;
        return this;
    }

    /** Answers every question that is no gate alike. */
    public Trial answering(String answer) {
        return answering(q -> q.kind() == Question.Kind.GATE ? "" : answer);
    }

    /** Answers the gate of a step; the other gates are passed, other questions fail the test. */
    public Trial atGateOf(String step, String answer) {
        return answering(q -> q.kind() == Question.Kind.GATE && q.reason().contains("before: " + step) ? answer : "");
    }

    /** Does something once, right before the first look of a step. */
    public Trial before(String step, Runnable what) {
        before.put(step, what);
        return this;
    }

    /** Does something once, when a step waits for the first time. */
    Trial during(String step, Runnable what) {
        during.put(step, what);
        return this;
    }

    /** Upgrades another cluster than the usual one. */
    public Trial of(String otherCluster) {
        cluster = otherCluster;
        return this;
    }

    Trial guardedBy(String alarm) {
        options = new Options(null, Schedule.ANYTIME, List.of(alarm), 0);
        return this;
    }

    /** The lines of the plan. */
    public List<String> plan() {
        return start(true).plan();
    }

    private Verdict start(boolean dryRun) {
        return engine.start(
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
                        List.of(),
                        parameters,
                        EXECUTION,
                        "2026-03-04T10:00:00Z"));
    }

    /** Runs from start to end. */
    public Operation run() {
        Verdict verdict = start(false);
        String said = verdict.summary();
        id = verdict.operation().orElseThrow(() -> new AssertionError(said)).id();
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            Operation operation = operation();
            if (operation.state().ended() && !(verdict.next() instanceof Next.Wait)) {
                return operation;
            }
            try {
                verdict = next(verdict, operation);
            } catch (FlakyHttp.Crash e) {
                crashes++;
                clock.advance(Duration.ofMinutes(1));
                verdict = step(operation());
            }
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
        Question question = Objects.requireNonNull(operation.question());
        questions.add(question);
        if (questions.size() > 40) {
            throw new AssertionError("asked again and again: " + question.reason() + " | " + question.observed());
        }
        String said = answers.apply(question);
        if (said.isEmpty() && question.kind() == Question.Kind.GATE) {
            said = "continue";
        }
        if (said.isEmpty()) {
            throw new AssertionError("unexpected question: " + question.reason() + " | " + question.observed());
        }
        String[] answer = said.split("/", -1);
        ObjectNode response = object().put("action", answer[0]).put("by", "dana");
        if (answer.length > 1) {
            response.put("choice", answer[1]);
        }
        clock.advance(Duration.ofMinutes(1));
        return engine.resume(invocation(), new ResumeRequest(id, EXECUTION, question.id(), response, null));
    }

    /** Lets time pass in the simulated world, and what is due in it happen. */
    void pass(Duration time) {
        clock.advance(time);
        rds.describeDBClusters(r -> {});
    }

    public Operation operation() {
        return engine.load(id);
    }

    /** The questions that are no gates. */
    public List<Question> problems() {
        return questions.stream().filter(q -> q.kind() != Question.Kind.GATE).toList();
    }

    int crashes() {
        return crashes;
    }

    /** The result of the newest completed step of a kind. */
    public JsonNode result(String action) {
        return Objects.requireNonNull(
                operation().lastCompleted(action).orElseThrow().result());
    }

    /** Others who meddle with deployments. */
    public DeploymentOutsider others() {
        return simulator.outsider().deployments();
    }

    String deploymentName() {
        return SampleUpgrade.deployment(id);
    }

    Optional<BlueGreenDeployment> deployment() {
        return rds.describeBlueGreenDeployments(r -> {}).blueGreenDeployments().stream()
                .findFirst();
    }

    DBCluster cluster(String name) {
        return rds.describeDBClusters(r -> r.dbClusterIdentifier(name))
                .dbClusters()
                .getFirst();
    }

    public List<String> clusters() {
        return rds.describeDBClusters(r -> {}).dbClusters().stream()
                .map(DBCluster::dbClusterIdentifier)
                .sorted()
                .toList();
    }

    /** Every instance with its version. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (DBInstance i : rds.describeDBInstances(r -> {}).dbInstances()) {
            versions.put(i.dbInstanceIdentifier(), i.engineVersion());
        }
        return versions;
    }

    /** All that the describes show of every cluster, but for the restorable time, which always moves. */
    public String describe() {
        List<String> all = new ArrayList<>();
        rds.describeDBClusters(r -> {}).dbClusters().forEach(c -> all.add(c.toString()));
        rds.describeDBInstances(r -> {}).dbInstances().forEach(i -> all.add(i.toString()));
        rds.describeDBClusterEndpoints(r -> {}).dbClusterEndpoints().forEach(e -> all.add(e.toString()));
        rds.describeBlueGreenDeployments(r -> {}).blueGreenDeployments().forEach(d -> all.add(d.toString()));
        return String.join("\n", all).replaceAll("(Latest|Earliest)RestorableTime=[^,)]*", "");
    }

    /** The changing calls that took effect, as {@code action identifier}. */
    public List<String> changes() {
        return simulator.calls().stream()
                .filter(CallRecord::changes)
                .filter(c -> c.outcome().equals(CallRecord.OK) || c.outcome().contains("after"))
                .map(c -> c.action() + " " + c.identifier())
                .toList();
    }

    /** How many calls of an action arrived, whatever became of them. */
    public long calls(String action) {
        return simulator.calls().stream().filter(c -> c.action().equals(action)).count();
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
