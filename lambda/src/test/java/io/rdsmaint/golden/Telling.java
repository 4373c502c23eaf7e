package io.rdsmaint.golden;

import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** A story told by the real function under virtual time: from its beginning, or from what a store holds. */
final class Telling {
    private static final String EXECUTION = "golden";
    private static final String NEXT_EXECUTION = EXECUTION + "-after";
    private static final Duration AFTER_AN_ACT = Duration.ofMinutes(10);

    /** How long nobody calls while the code is exchanged; one second more is the machine's. */
    private static final Duration EXCHANGE = Duration.ofSeconds(59);

    private static final Map<String, String> VARIABLES = Map.of("DEPLOYMENT", EXECUTION);
    private static final Deployment DEPLOYED = new Deployment(VARIABLES, CatalogueFactory.standard());

    private static final Duration SELDOM = Duration.ofMinutes(4);

    private final Story story;
    private final AuroraTestRunner runner;
    private final Recording recording;
    private final KeepingStore store;
    private final Set<String> done = new HashSet<>();

    Telling(Story story, OperationStore memory, Consumer<String> alsoKeep) {
        this.story = story;
        this.runner = new AuroraTestRunner(story.scenario, story.type, story.cluster);
        this.recording = new Recording(runner.simulator, runner.clock);
        this.store = new KeepingStore(memory, story, runner.clock, recording, alsoKeep);
        runner.params.put("reason", "a story").setAll(story.options);
        runner.parameters.setAll(story.parameters);
        runner.deployedAs(DEPLOYED)
                .execution(EXECUTION)
                .store(store)
                .observedBy(recording)
                .gateOn(story.gates.toArray(String[]::new))
                .answering(this::answer);
        story.before.forEach((step, act) -> runner.before(step, () -> once(act, AFTER_AN_ACT)));
        story.during.forEach((step, act) -> runner.during(step, () -> once(act, Duration.ZERO)));
        if (story.abandonedAt != null) {
            runner.before(story.abandonedAt, this::abandon);
        }
        if (story.calledWithoutPauseWhileHeld) {
            runner.waiting((operation, asked) -> held(operation) ? Duration.ZERO : asked);
        }
    }

    /**
     * In S3, by a function that is exchanged for the other code of its deployment, and back, before some of its calls.
     *
     * @param before tells which calls, counted from 1
     */
    static Telling exchanged(Story story, Deployment deployed, IntPredicate before) {
        Telling telling = of(story);
        telling.runner
                .deployedAs(deployed)
                .keptIn(new ObjectStorage(telling.runner.clock, Set.of(Deployment.BUCKET)))
                .exchangedBefore(before);
        return telling;
    }

    /** The deployment of all stories, with other code beside the present. */
    static Deployment deployed(Deployment.Code other) {
        return new Deployment(VARIABLES, other);
    }

    /** In a store in memory. */
    static Telling of(Story story) {
        return new Telling(story, new MemoryOperationStore(), _ -> {});
    }

    /** The machine calls again after four minutes or more: the same course in fewer calls. */
    Telling seldomCalled() {
        runner.waiting((_, asked) -> asked.compareTo(SELDOM) < 0 ? SELDOM : asked);
        return this;
    }

    /** How an operation ended, and what it changed on its way. */
    record End(Operation operation, List<LogEntry> log, List<Recording.Entry> world) {}

    /** From the beginning to the end. */
    End told() {
        story.first.forEach(this::act);
        return end(runner.run());
    }

    private End end(Operation operation) {
        return new End(operation, runner.events(), recording.entries());
    }

    /** What has changed the world up to now. */
    List<Recording.Entry> world() {
        return recording.entries();
    }

    /** The documents that were kept on the way. */
    List<Kept> kept() {
        return store.kept();
    }

    /**
     * From what the store holds of an operation, in the world as it was when that was kept, to the end. The code was
     * exchanged meanwhile.
     */
    End resumed(String operationId, Kept kept, List<Recording.Entry> world) {
        for (Recording.Entry entry : world.subList(0, kept.world())) {
            runner.clock.set(entry.at());
            if (entry.isAct()) {
                act(Objects.requireNonNull(story.acts().get(entry.act()), entry.act()));
            } else {
                recording.send(entry);
            }
        }
        runner.clock.set(kept.at());
        Operation operation = store.load(operationId).orElseThrow();
        return end(goneOn(operation));
    }

    private Operation goneOn(Operation operation) {
        String owner = operation.owner().executionArn();
        if (operation.owner().stalled()) {
            runner.abandonedBy(owner, operation.id());
            return runner.takeOver(NEXT_EXECUTION, operation.id());
        }
        runner.clock.advance(EXCHANGE);
        String successor = operation.owner().successor();
        return successor == null ? runner.resume(owner, operation.id()) : runner.takeOver(successor, operation.id());
    }

    private void abandon() {
        if (runner.operation().owner().number() == 1) {
            runner.timeOut();
            runner.clock.advance(Duration.ofHours(1));
            runner.takenOverBy(NEXT_EXECUTION);
        }
    }

    private static boolean held(Operation operation) {
        return operation.current().filter(s -> s.state() == StepState.PENDING).isPresent();
    }

    private String answer(Question question) {
        Story.Reply reply = story.replyTo(question);
        if (reply.after() != null) {
            act(reply.after());
        }
        return reply.answer();
    }

    private void once(Story.Act act, Duration after) {
        if (!done.contains(act.name())) {
            act(act);
            runner.clock.advance(after);
        }
    }

    private void act(Story.Act act) {
        done.add(act.name());
        act.what().accept(runner.simulator);
        recording.act(act.name());
    }
}
