package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.MemoryOperationStore;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.Body;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.SimulatorRequest;
import io.rdsmaint.simulator.SimulatorResponse;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.s3.ObjectStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One operation from its start to its end, with what goes wrong on the way. */
final class Run implements Invocation.Surroundings, Machine.Listener, Machine.Disorder, People.Desk {
    private static final int MOST_INVOCATIONS = 1_200;
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int ENOUGH_SWEEPS = 6;

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-03-04T10:00:00Z"));
    private final Agenda agenda = new Agenda(clock);
    private final ObjectStorage objects = new ObjectStorage(clock, Set.of(Deployment.BUCKET));
    private final MemoryOperationStore memory = MemoryOperationStore.ofObjects();
    private final Bus bus = new Bus();
    private final Subject subject;
    private final Deployment.Store store;
    private final Flaw flaw;
    private final Random random;
    private final Strikes strikes;
    private final Simulator simulator;
    private final History history;
    private final Watch watch;
    private final Lambda lambda;
    private final Machine machine;
    private final People people;
    private final Wire wire;
    private final Cloud cloud;
    private int takeOvers;
    private int untold;
    private int idleSweeps;

    /**
     * @param flaw of the function
     * @param told whether its history is kept
     */
    Run(Deployment deployment, Campaign.Draw draw, Flaw flaw, boolean told) {
        this.subject = draw.subject();
        this.store = draw.store();
        this.flaw = flaw;
        long seed = draw.seed();
        this.random = new Random(seed);
        this.strikes = new Strikes(draw.strikes());
        this.simulator = new Simulator(clock, subject.scenario().withSeed(seed));
        this.history = new History(clock::instant, told);
        this.watch = new Watch(simulator, key -> objects.text(Deployment.BUCKET, key), strikes::meddled);
        this.lambda = new Lambda(agenda, deployment, this, history, flaw);
        this.machine = new Machine(agenda, lambda, strikes, random, history, this, this);
        this.people = new People(agenda, subject, strikes, subject.trouble().begin(simulator, agenda), history);
        this.cloud = new Cloud(agenda, simulator, objects, bus, machine, watch, flaw);
        Freezer freezer = new Freezer(agenda, memory, watch, this::resume, store == Deployment.Store.MEMORY);
        this.wire = new Wire(agenda, strikes, new Meddler(simulator, agenda, subject, freezer), history);
    }

    /**
     * Runs it.
     *
     * @throws Violation when a promise is broken
     */
    Result run() {
        try {
            machine.start("one", subject.input());
            agenda.after(SWEEP, this::sweep);
            while (agenda.next()) {
                if (!watch.broken().isEmpty()) {
                    throw new Violation(String.join("; ", watch.broken()));
                }
                if (lambda.invocations() > MOST_INVOCATIONS) {
                    throw new Violation(
                            "no end after " + MOST_INVOCATIONS + " invocations; asked: " + people.reasons());
                }
            }
            wire.calm();
            return new Result(
                    subject,
                    watch.operations().stream()
                            .map(op -> new Result.Told(op, status(op), watch.made(op.id())))
                            .toList(),
                    machine.executions(),
                    simulator,
                    bus,
                    people,
                    strikes,
                    lambda.invocations());
        } finally {
            wire.close();
            lambda.close();
        }
    }

    List<String> history() {
        return history.lines();
    }

    /** What the function answers to somebody who asks for the operation. */
    private JsonNode status(Operation operation) {
        List<JsonNode> answers = new ArrayList<>();
        ObjectNode event = Json.object().put("action", "status").put("operation_id", operation.id());
        lambda.invoke("people", event, outcome -> {
            if (outcome instanceof Lambda.Outcome.Returned(JsonNode reply)) {
                answers.add(reply);
            }
        });
        if (answers.isEmpty()) {
            throw new Violation("the operation can't be shown: " + operation.id());
        }
        return answers.getFirst();
    }

    Simulator simulator() {
        return simulator;
    }

    Strikes strikes() {
        return strikes;
    }

    /** The sweep never ends; once nothing has been left to do for a while, it changes nothing any more. */
    private void sweep() {
        boolean idle = !watch.unfinished() && !machine.running();
        idleSweeps = idle ? idleSweeps + 1 : 0;
        if (!idle) {
            ObjectNode event =
                    Json.object().put("detail-type", "Scheduled Event").put("source", "aws.events");
            lambda.invoke("machine", event, outcome -> {});
            takeOver();
        }
        if (idleSweeps < ENOUGH_SWEEPS) {
            agenda.after(SWEEP, this::sweep);
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
            machine.start("take-over-" + ++takeOvers, Json.object().put("operation_id", id));
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
    public SimulatorResponse send(Invocation from, SimulatorRequest request) {
        SimulatorResponse response = flaw.sending(from, request, sent -> wire.send(from, cloud.request(from, sent)));
        watch.log(flaw.logs(response));
        return response;
    }

    @Override
    public Wire wire() {
        return wire;
    }

    @Override
    public Deployment.Store store() {
        return store;
    }

    @Override
    public OperationStore shelf(Invocation from) {
        return flaw.storing(from, new WatchedStore(memory, watch, from));
    }

    @Override
    public void log(String line) {
        watch.log(line);
    }

    @Override
    public void asked(Machine.Execution execution, JsonNode question) {
        people.asked(execution, question, this);
    }

    @Override
    public boolean complete(String token, JsonNode output) {
        return machine.complete(token, output);
    }

    @Override
    public void resume(ObjectNode event) {
        lambda.invoke("people", event, outcome -> {});
    }

    /** The rule on executions that fail or are stopped; its news may come late, twice or never. */
    @Override
    public void ended(Machine.Execution execution) {
        double luck = random.nextDouble();
        if (luck < 0.2) {
            return;
        }
        ObjectNode event = Json.object()
                .put("detail-type", "Step Functions Execution Status Change")
                .put("source", "aws.states");
        event.putObject("detail")
                .put("executionArn", execution.arn)
                .put("status", execution.status.name())
                .put("input", execution.input.toString());
        agenda.after(Duration.ofSeconds(luck < 0.4 ? 1_500 : 2), () -> lambda.invoke("machine", event, outcome -> {}));
        if (luck > 0.8) {
            agenda.after(Duration.ofSeconds(90), () -> lambda.invoke("machine", event, outcome -> {}));
        }
    }

    @Override
    public void strikes(Machine.Execution execution, Strike strike) {
        switch (strike.kind()) {
            case SECOND_EXECUTION -> {
                if (!execution.operationId.isEmpty()) {
                    machine.start(
                            "second-" + strike.ordinal(), Json.object().put("operation_id", execution.operationId));
                }
            }
            case STOPPED -> machine.stop(execution);
            case REDRIVEN -> {
                machine.stop(execution);
                agenda.after(Duration.ofMinutes(1 + (int) (strike.degree() * 30)), () -> machine.redrive(execution));
            }
            case HANDED_OVER -> age(execution.operationId);
            case CODE_REPLACED -> lambda.deploy();
            case ANOTHER_START -> machine.start("another-" + strike.ordinal(), subject.input());
            default -> {}
        }
    }

    /** As if the execution had called very often: nothing but this number tells. */
    private void age(String operationId) {
        if (store == Deployment.Store.MEMORY) {
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
