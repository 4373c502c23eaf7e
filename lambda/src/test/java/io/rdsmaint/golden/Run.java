package io.rdsmaint.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.aws.TestClients;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Engine;
import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Executions;
import io.rdsmaint.engine.Invocation;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import io.rdsmaint.engine.Next;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.ResumeRequest;
import io.rdsmaint.engine.StartRequest;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Verdict;
import io.rdsmaint.operations.Overseen;
import io.rdsmaint.operations.engineupgrade.EngineUpgrade;
import io.rdsmaint.operations.engineupgrade.UpgradePreflight;
import io.rdsmaint.operations.instancecycle.InstanceCycle;
import io.rdsmaint.operations.instancetypechange.InstanceTypeChange;
import io.rdsmaint.operations.preflight.Inspector;
import io.rdsmaint.operations.preflight.Preflight;
import io.rdsmaint.operations.preflight.Scoping;
import io.rdsmaint.operations.storagetypechange.StorageTypeChange;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.VirtualClock;
import io.rdsmaint.steps.Guards;
import io.rdsmaint.steps.StepKinds;
import io.rdsmaint.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A story told under virtual time by the real engine, planners, steps and gateways: from its
 * beginning, or from what a store holds.
 */
public final class Run {
    private static final Instant BEGINNING = Instant.parse("2026-03-04T10:00:00Z");
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:golden";
    private static final Duration AFTER_AN_ACT = Duration.ofMinutes(10);
    private static final int MOST_CALLS = 4_000;

    private final VirtualClock clock = new VirtualClock(BEGINNING);
    private final Story story;
    private final Simulator simulator;
    private final Wire wire;
    private final KeepingStore store;
    private final Engine engine;
    private final Set<String> done = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private String execution = EXECUTION;
    private String id = "";
    private int invocations;
    private int questions;

    Run(Story story, OperationStore memory, Consumer<String> alsoKeep) {
        this.story = story;
        this.simulator = new Simulator(clock, story.scenario);
        this.wire = new Wire(simulator.httpClient(), clock);
        this.store = new KeepingStore(memory, story, clock, wire, alsoKeep);
        Clients clients = TestClients.over(wire.client(), clock);
        Worlds worlds = new Worlds(clients);
        Scoping scoping =
                new Scoping("golden", new Scoping.AllowTag("rds-maint-machine", "allowed"), List.of(), List.of());
        Inspector inspector = new Inspector(clock);
        List<OperationType> types = Overseen.all(
                List.of(
                        new InstanceTypeChange(worlds, inspector, Preflight.standard(), scoping),
                        new StorageTypeChange(worlds, inspector, Preflight.standard(), scoping),
                        new InstanceCycle(worlds, inspector, Preflight.standard(), scoping),
                        new EngineUpgrade(worlds, inspector, UpgradePreflight.standard(), scoping)),
                worlds);
        this.engine = new Engine(
                store,
                (_, _) -> {},
                new KnownExecutions(),
                new Catalogue(types, StepKinds.all(worlds, types, "golden", Guards.all())),
                () -> 1.0);
    }

    /** In a store in memory. */
    static Run of(Story story) {
        return new Run(story, new MemoryOperationStore(), _ -> {});
    }

    /** How an operation ended, and what it changed on its way. */
    record End(Operation operation, List<Event> log, List<Wire.Entry> world) {}

    /** From the beginning to the end. */
    End told() {
        story.first.forEach(this::act);
        Verdict verdict = engine.start(
                invocation(),
                new StartRequest(
                        story.type,
                        story.cluster,
                        "us-east-1",
                        null,
                        null,
                        story.options,
                        false,
                        "dana",
                        "a story",
                        story.gates,
                        story.parameters,
                        execution,
                        BEGINNING.toString()));
        id = verdict.operation()
                .orElseThrow(() -> new AssertionError(story.path() + ": " + verdict.summary()))
                .id();
        return toTheEnd(verdict);
    }

    /** What has changed the world up to now. */
    List<Wire.Entry> world() {
        return wire.entries();
    }

    /** The documents that were kept on the way. */
    List<Kept> kept() {
        return store.kept();
    }

    /**
     * From what the store holds of an operation, in the world as it was when that was kept, to the end. The code was
     * exchanged meanwhile.
     */
    End resumed(String operationId, Kept kept, List<Wire.Entry> world) {
        for (Wire.Entry entry : world.subList(0, kept.world())) {
            clock.set(entry.at());
            if (entry.isAct()) {
                act(Objects.requireNonNull(story.acts().get(entry.act()), entry.act()));
            } else {
                wire.send(entry);
            }
        }
        clock.set(kept.at());
        id = operationId;
        Operation operation = engine.load(id);
        execution = operation.owner().executionArn();
        return toTheEnd(goneOn(operation));
    }

    private Verdict goneOn(Operation operation) {
        if (operation.owner().stalled()) {
            ended.add(execution);
            return takenOverBy(EXECUTION + "-after");
        }
        clock.advance(Duration.ofMinutes(1));
        String successor = operation.owner().successor();
        return successor == null ? engine.step(invocation(), id, execution) : takenOverBy(execution(successor));
    }

    private End toTheEnd(Verdict begun) {
        Verdict verdict = begun;
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            Operation operation = engine.load(id);
            if (operation.state().ended() && !(verdict.next() instanceof Next.Wait)) {
                return new End(operation, engine.events(id), wire.entries());
            }
            verdict = next(verdict, operation);
        }
        throw new AssertionError(
                story.path() + ": no end in sight: " + engine.load(id).current());
    }

    private Verdict next(Verdict verdict, Operation operation) {
        return switch (verdict.next()) {
            case Next.Wait wait -> {
                once(story.during, operation);
                if (!(story.calledWithoutPauseWhileHeld && held(operation))) {
                    clock.advance(Duration.ofSeconds(wait.seconds()));
                }
                yield step(operation);
            }
            case Next.Ask ask -> answered(operation);
            case Next.HandOver over -> takenOverBy(execution(over.executionName()));
            default -> step(operation);
        };
    }

    private static boolean held(Operation operation) {
        return operation.current().filter(s -> s.state() == StepState.PENDING).isPresent();
    }

    private Verdict step(Operation operation) {
        String step = operation.current().map(Step::name).orElse("");
        if (story.abandonedAt != null
                && step.startsWith(story.abandonedAt)
                && operation.owner().number() == 1) {
            ended.add(execution);
            engine.executionEnded(invocation(), execution, null, "its execution " + execution + " ended TIMED_OUT");
            clock.advance(Duration.ofHours(1));
            return takenOverBy(EXECUTION + "-after");
        }
        if (once(story.before, operation)) {
            clock.advance(AFTER_AN_ACT);
        }
        clock.advance(Duration.ofSeconds(1));
        return engine.step(invocation(), id, execution);
    }

    private Verdict takenOverBy(String arn) {
        execution = arn;
        return engine.resume(invocation(), new ResumeRequest(id, arn, null, null, null));
    }

    private static String execution(String name) {
        return EXECUTION.substring(0, EXECUTION.lastIndexOf(':') + 1) + name;
    }

    private Verdict answered(Operation operation) {
        Question question = Objects.requireNonNull(operation.question());
        if (++questions > 30) {
            throw new AssertionError(story.path() + ": asked again and again: " + question.reason());
        }
        Story.Reply reply = story.replyTo(question);
        if (reply.after() != null) {
            act(reply.after());
        }
        String[] words = reply.answer().split("/", -1);
        ObjectNode response = JsonNodeFactory.instance
                .objectNode()
                .put("action", words[0])
                .put("by", "dana")
                .put("comment", "seen");
        if (words.length > 1) {
            response.put("choice", words[1]);
        }
        clock.advance(Duration.ofMinutes(1));
        return engine.resume(invocation(), new ResumeRequest(id, execution, question.id(), response, null));
    }

    private boolean once(Map<String, Story.Act> acts, Operation operation) {
        String step = operation.current().map(Step::name).orElse("");
        return new LinkedHashMap<>(acts)
                .entrySet().stream()
                        .filter(e -> step.startsWith(e.getKey())
                                && !done.contains(e.getValue().name()))
                        .findFirst()
                        .map(e -> act(e.getValue()))
                        .orElse(false);
    }

    private boolean act(Story.Act act) {
        done.add(act.name());
        act.what().accept(simulator);
        wire.act(act.name());
        return true;
    }

    private Invocation invocation() {
        return new Invocation(
                "invocation-" + clock.instant().getEpochSecond() + "-" + ++invocations,
                clock,
                () -> clock.instant().toEpochMilli() * 1_000_000,
                () -> Duration.ofMinutes(1));
    }

    private final class KnownExecutions implements Executions {
        @Override
        public boolean mayRun(String executionArn) {
            return !ended.contains(executionArn);
        }

        @Override
        public void answer(String executionArn, String questionId, ObjectNode response) {
            throw new AssertionError("no person answers here");
        }
    }
}
