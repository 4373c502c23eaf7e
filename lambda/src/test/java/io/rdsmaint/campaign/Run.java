package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.EventQueue;
import io.rdsmaint.testkit.History;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.lambda.InvocationOutcome;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.lambda.LambdaService;
import io.rdsmaint.testkit.machine.Execution;
import io.rdsmaint.testkit.machine.InvocationFault;
import io.rdsmaint.testkit.machine.Latency;
import io.rdsmaint.testkit.machine.StateMachine;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.testkit.transport.AwsServices;
import io.rdsmaint.testkit.transport.EventBus;
import io.rdsmaint.testkit.transport.FaultyTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One operation from its start to its end, with what goes wrong on the way. */
final class Run implements LambdaInvocation.Surroundings, StateMachine.Listener, People.Desk {
    private static final int MOST_INVOCATIONS = 1_200;
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int ENOUGH_SWEEPS = 6;
    private static final Latency LATENCY =
            new Latency(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(100));

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    private final EventQueue queue = new EventQueue(clock);
    private final ObjectStorage objects = new ObjectStorage(clock, Set.of(Deployment.BUCKET));
    private final MemoryOperationStore memory = MemoryOperationStore.ofObjects();
    private final EventBus bus = new EventBus();
    private final Subject subject;
    private final Deployment.Store kept;
    private final Flaw flaw;
    private final boolean wakes;
    private final Random random;
    private final History history;
    private final Strikes strikes;
    private final Simulator simulator;
    private final Promises promises;
    private final Watch watch;
    private final LambdaService lambda;
    private final StateMachine machine;
    private final People people;
    private final FaultyTransport transport;
    private final AwsServices services;
    private int takeOvers;
    private int untold;
    private int idleSweeps;

    /**
     * @param flaw of the function
     * @param told whether its history is kept
     */
    Run(Deployment deployment, Campaign.Draw draw, Flaw flaw, boolean told) {
        this.subject = draw.subject();
        this.kept = draw.store();
        this.flaw = flaw;
        long seed = draw.seed();
        this.random = new Random(seed);
        this.history = new History(clock::instant, told);
        this.strikes = new Strikes(draw.strikes(), history);
        this.simulator = new Simulator(clock, subject.scenario().withSeed(seed));
        this.promises = subject.promises().of(simulator, strikes::meddled);
        this.watch = new Watch(promises, key -> objects.text(Deployment.BUCKET, key));
        this.lambda = new LambdaService(queue, deployment, this, history, "i%05d"::formatted);
        this.machine = new StateMachine(queue, lambda, LATENCY, random, history, this);
        if (seed % 4 == 0) {
            machine.definedEarlier();
        }
        this.wakes = seed % 3 == 1;
        if (wakes) {
            Wakes events = new Wakes(
                    simulator, queue, memory, objects, new Random(seed + 77), event -> invoke("machine", event));
            machine.wakes(events::written);
            queue.after(Duration.ZERO, () -> events.begin(() -> idleSweeps < ENOUGH_SWEEPS));
        }
        Trouble.Begun trouble = subject.trouble().begin(simulator, queue);
        this.people = new People(queue, subject, strikes, trouble::end);
        this.services = new AwsServices(
                clock,
                request -> {
                    SimulatorResponse answer = simulator.handle(flaw.arriving(request, clock.instant()));
                    trouble.answered();
                    return answer;
                },
                objects,
                bus,
                machine::answer,
                watch);
        Freezer freezer = new Freezer(queue, memory, watch, this::resume, kept == Deployment.Store.MEMORY);
        Meddler meddler = new Meddler(simulator, queue, subject, freezer);
        this.transport = new FaultyTransport(
                queue,
                (from, request) -> strikes.at(Point.of(request.kind()), from.id(), request::toString)
                        .map(strike -> strike.onTheWay(meddler)),
                history);
    }

    /**
     * Runs it.
     *
     * @throws Violation when a promise is broken
     */
    Result run() {
        try (lambda) {
            machine.start("one", subject.input());
            queue.after(SWEEP, this::sweep);
            while (queue.next()) {
                if (!watch.broken().isEmpty()) {
                    throw new Violation(String.join("; ", watch.broken()));
                }
                if (lambda.invocations() > MOST_INVOCATIONS) {
                    throw new Violation(
                            "no end after " + MOST_INVOCATIONS + " invocations; asked: " + people.reasons());
                }
            }
            strikes.end();
            transport.clear();
            return new Result(
                    subject,
                    watch.operations().stream()
                            .map(op -> new Result.Told(op, status(op), watch.made(op.id())))
                            .toList(),
                    machine.executions(),
                    promises,
                    bus,
                    people,
                    strikes,
                    lambda.invocations());
        }
    }

    List<String> history() {
        return history.lines();
    }

    /** What the function answers to somebody who asks for the operation. */
    private JsonNode status(Operation operation) {
        List<JsonNode> answers = new ArrayList<>();
        ObjectNode event = JsonTrees.object().put("action", "status").put("operation_id", operation.id());
        invoke("people", event, answers);
        if (answers.isEmpty()) {
            throw new Violation("the operation can't be shown: " + operation.id());
        }
        return answers.getFirst();
    }

    private void invoke(String alias, ObjectNode event, List<JsonNode> answers) {
        if (flaw.hears(event.toString())) {
            lambda.invoke(alias, event, outcome -> {
                if (outcome instanceof InvocationOutcome.Returned(JsonNode reply)) {
                    answers.add(reply);
                }
            });
        }
    }

    private void invoke(String alias, ObjectNode event) {
        invoke(alias, event, new ArrayList<>());
    }

    Promises promises() {
        return promises;
    }

    Strikes strikes() {
        return strikes;
    }

    /** The sweep never ends; once nothing has been left to do for a while, it changes nothing any more. */
    private void sweep() {
        boolean idle = !watch.unfinished() && !machine.running();
        idleSweeps = idle ? idleSweeps + 1 : 0;
        if (!idle) {
            invoke(
                    "machine",
                    JsonTrees.object().put("detail-type", "Scheduled Event").put("source", "aws.events"));
            takeOver();
        }
        if (idleSweeps < ENOUGH_SWEEPS) {
            queue.after(SWEEP, this::sweep);
        }
    }

    /** People take over what nobody runs, once they have been told. */
    private void takeOver() {
        if (machine.running() || !watch.live()) {
            return;
        }
        String id = watch.operations().stream()
                .filter(op -> !op.state().ended())
                .findFirst()
                .map(Operation::id)
                .orElseThrow();
        boolean told = bus.published().stream().anyMatch(p -> p.detailType().equals("OperationStalled"));
        if (told) {
            machine.start("take-over-" + ++takeOvers, JsonTrees.object().put("operation_id", id));
        } else if (takeOvers == 0 && untold++ > 12) {
            throw new Violation("nobody runs the operation, and nobody is told");
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public SimulatorResponse send(LambdaInvocation from, SimulatorRequest request) {
        SimulatorResponse response =
                flaw.sending(from, request, sent -> transport.send(from, services.request(from, sent)));
        watch.log(flaw.logs(response));
        return response;
    }

    @Override
    public FaultyTransport transport() {
        return transport;
    }

    @Override
    public Deployment.Store kept() {
        return kept;
    }

    @Override
    public boolean wakes() {
        return wakes;
    }

    /** Whoever has handed over, or was stopped and replaced, has nothing to look at. */
    @Override
    public void waking(Execution execution) {
        boolean owner = watch.operations().stream()
                .filter(op -> op.id().equals(execution.operationId()))
                .anyMatch(op -> op.owner().executionArn().equals(execution.arn()));
        if (!owner) {
            watch.breaks("an execution was woken that does not own the operation: " + execution.name());
        }
    }

    @Override
    public OperationStore store(LambdaInvocation from) {
        return flaw.storing(from, new WatchedStore(memory, watch, from));
    }

    @Override
    public void log(String line) {
        watch.log(line);
    }

    @Override
    public void asked(Execution execution, JsonNode question) {
        people.asked(execution, question, this);
    }

    @Override
    public boolean complete(String token, JsonNode output) {
        return machine.complete(token, output);
    }

    @Override
    public void resume(ObjectNode event) {
        invoke("people", event);
    }

    /** The rule on executions that fail or are stopped; its news may come late, twice or never. */
    @Override
    public void ended(Execution execution) {
        double luck = random.nextDouble();
        if (luck < 0.2) {
            return;
        }
        ObjectNode event = StateMachine.endedEvent(execution);
        queue.after(Duration.ofSeconds(luck < 0.4 ? 1_500 : 2), () -> invoke("machine", event));
        if (luck > 0.8) {
            queue.after(Duration.ofSeconds(90), () -> invoke("machine", event));
        }
    }

    @Override
    public Optional<InvocationFault> invoking(Execution execution, ObjectNode event) {
        Optional<Strike> struck = strikes.at(Point.INVOCATION, execution.name(), () -> "");
        struck.ifPresent(strike -> strikes(execution, strike));
        return struck.flatMap(Strike::onInvoking);
    }

    private void strikes(Execution execution, Strike strike) {
        switch (strike.kind()) {
            case SECOND_EXECUTION -> {
                if (!execution.operationId().isEmpty()) {
                    machine.start(
                            "second-" + strike.ordinal(),
                            JsonTrees.object().put("operation_id", execution.operationId()));
                }
            }
            case STOPPED -> machine.stop(execution);
            case REDRIVEN -> {
                machine.stop(execution);
                queue.after(Duration.ofMinutes(1 + (int) (strike.degree() * 30)), () -> machine.redrive(execution));
            }
            case HANDED_OVER -> age(execution.operationId());
            case CODE_REPLACED -> lambda.deploy();
            case ANOTHER_START -> machine.start("another-" + strike.ordinal(), subject.input());
            default -> {}
        }
    }

    /** As if the execution had called very often: nothing but this number tells. */
    private void age(String operationId) {
        if (kept == Deployment.Store.MEMORY) {
            memory.load(operationId).map(Aged::of).ifPresent(memory::replace);
            return;
        }
        String key = "operations/" + operationId;
        objects.text(Deployment.BUCKET, key)
                .map(Aged::text)
                .ifPresent(text -> objects.handle(new SimulatorRequest(
                        "PUT",
                        "/" + Deployment.BUCKET + "/" + key,
                        Map.of("Host", List.of("s3.us-east-1.amazonaws.com")),
                        Body.of(text))));
    }
}
