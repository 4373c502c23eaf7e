package io.rdsmaint.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.lambda.InvocationOutcome;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.lambda.LambdaService;
import io.rdsmaint.testkit.machine.Latency;
import io.rdsmaint.testkit.machine.StateMachine;
import io.rdsmaint.testkit.transport.AwsServices;
import io.rdsmaint.testkit.transport.EventBus;
import io.rdsmaint.testkit.transport.FaultPlan;
import io.rdsmaint.testkit.transport.FaultyTransport;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The whole system on one clock: the function of a deployment, its state machine, and all that they speak to. */
final class InProcessSystem implements LambdaInvocation.Surroundings {
    /** A step takes a second, all else no time. */
    private static final Latency LATENCY =
            new Latency(Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);

    /** The longest pauses that jitter allows. */
    private static final RandomGenerator LONGEST = () -> -1L;

    final EventQueue queue;
    final EventBus bus = new EventBus();
    final LambdaService lambda;
    final StateMachine machine;
    final List<String> log = new ArrayList<>();
    private final VirtualClock clock;
    private final OperationStore store;
    private final Deployment.Store kept;
    private final AwsServices services;
    private final FaultyTransport transport;

    /**
     * @param store where the operations are
     * @param bucket where they are for the function, which speaks to it by its client; null if the store is all there is
     */
    InProcessSystem(
            VirtualClock clock,
            Simulator simulator,
            Deployment deployment,
            OperationStore store,
            @Nullable ObjectStorage bucket,
            FaultPlan faults,
            RequestObserver observer,
            StateMachine.Listener listener) {
        this.clock = clock;
        this.store = store;
        this.kept = bucket == null ? Deployment.Store.MEMORY : Deployment.Store.S3;
        this.queue = new EventQueue(clock);
        History history = new History(clock::instant, false);
        this.lambda = new LambdaService(queue, deployment, this, history, this::requestId);
        this.machine = new StateMachine(queue, lambda, LATENCY, LONGEST, history, listener);
        this.transport = new FaultyTransport(queue, faults, history);
        this.services = new AwsServices(
                clock,
                simulator::handle,
                bucket == null ? new ObjectStorage(clock, Set.of(Deployment.BUCKET)) : bucket,
                bus,
                machine::answer,
                observer);
    }

    private String requestId(int number) {
        return "invocation-" + clock.instant().getEpochSecond() + "-" + number;
    }

    /**
     * Calls the function.
     *
     * @throws AssertionError when it fails
     */
    JsonNode invoke(String alias, ObjectNode event) {
        List<InvocationOutcome> outcomes = new ArrayList<>();
        lambda.invoke(alias, event, outcomes::add);
        return switch (outcomes.isEmpty() ? new InvocationOutcome.Failed(null) : outcomes.getFirst()) {
            case InvocationOutcome.Returned(JsonNode reply) -> reply;
            case InvocationOutcome.Failed failed ->
                throw new AssertionError("the function failed on " + event, failed.thrown());
            case InvocationOutcome.Throttled _ -> throw new AssertionError("the function was not called");
        };
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public RandomGenerator random() {
        return LONGEST;
    }

    @Override
    public SimulatorResponse send(LambdaInvocation from, SimulatorRequest request) {
        return transport.send(from, services.request(from, request));
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
    public OperationStore store(LambdaInvocation from) {
        return store;
    }

    @Override
    public void log(String line) {
        log.add(line);
    }
}
