package io.rdsmaint.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.store.OperationJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Operations to store, each on a cluster of its own unless asked otherwise. */
public final class Samples {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00.123456789Z");
    private final OperationJson json = new OperationJson();
    private final AtomicLong counter = new AtomicLong(System.identityHashCode(this));

    /** A running operation. */
    public Operation fresh() {
        return on("cluster-" + counter.incrementAndGet());
    }

    /** Another operation on the same cluster. */
    public Operation onClusterOf(Operation other) {
        return on(other.target().name());
    }

    /** An operation in which every field has a value. */
    public Operation everythingSet() {
        Operation op = fresh();
        OperationBuilder draft = op.draft();
        Answer answer = new Answer("q0", Question.Action.CONTINUE, "replan", "go", "dana", NOW);
        SavedIntent intent = new SavedIntent(
                "i1",
                "Modify a",
                "a",
                SavedIntent.Idempotence.NEVER,
                NOW,
                "inv",
                object(),
                SavedIntent.State.ACCEPTED,
                NOW,
                "accepted");
        draft.step(draft.step()
                .begun(NOW, new UsualTime(Duration.ofSeconds(80), Duration.ofSeconds(95)))
                .approvedBy(answer)
                .intending(intent, List.of(intent))
                .remembering(object().put("seen", true))
                .waiting("something"));
        draft.question = new Question(
                "q1",
                "gate",
                Question.Kind.DRIFT,
                2,
                "all is well",
                "why",
                "seen",
                List.of(new Question.Option(Question.Action.ABORT, null, "ends", true)),
                60,
                List.of("aws …"),
                NOW,
                "note",
                NOW.minusSeconds(14_400));
        draft.resumesTo = OperationState.RUNNING;
        draft.state = OperationState.PAUSED;
        draft.lastAnswer = answer;
        draft.residue = List.of("left");
        draft.report = List.of("told");
        draft.endedAt = NOW;
        return draft.peek();
    }

    /** The operation with its current step's calls in another place. */
    public Operation calling(Operation op, PlannedStep.Place place) {
        OperationBuilder draft = op.draft();
        draft.step(draft.step().planned(draft.step().planned().at(place)));
        return draft.peek();
    }

    /** The operation with its current step's call settling in another time. */
    public Operation settlingIn(Operation op, Duration time) {
        OperationBuilder draft = op.draft();
        SavedIntent i = java.util.Objects.requireNonNull(draft.step().intent());
        draft.step(draft.step()
                .intending(
                        new SavedIntent(
                                i.id(),
                                i.call(),
                                i.resource(),
                                i.repeat(),
                                i.at(),
                                i.invocation(),
                                i.evidence(),
                                i.state(),
                                i.closedAt(),
                                i.detail(),
                                time),
                        List.of()));
        return draft.peek();
    }

    /** The operation's next version. */
    public Operation next(Operation op, String savedBy) {
        return op.draft().saved(savedBy, List.of(), NOW);
    }

    /** The operation's next version with these new events. */
    public Operation logging(Operation op, List<LogEntry> events) {
        return op.draft().saved("logger", events, NOW);
    }

    /** The same version, saved by another invocation. */
    public Operation by(Operation op, String savedBy) {
        return json.readOperation(json.tree(op).put("saved_by", savedBy).toString());
    }

    /** The operation's next version, ended. */
    public Operation ended(Operation op) {
        OperationBuilder draft = op.draft();
        draft.state = OperationState.COMPLETED;
        draft.endedAt = NOW;
        return draft.saved("last", List.of(), NOW);
    }

    /** The operation's next version, with everything of it published. */
    public Operation told(Operation op) {
        OperationBuilder draft = op.draft();
        draft.outbox = new ArrayList<>();
        return draft.saved("publisher", List.of(), NOW);
    }

    /** The operation with this question open. */
    public Operation asking(Operation op, Question question) {
        OperationBuilder draft = op.draft();
        draft.question = question;
        return draft.peek();
    }

    /** The operation's next version, paused with a question that was asked so much later. */
    public Operation asked(Operation op, Duration after) {
        OperationBuilder draft = op.draft();
        draft.state = OperationState.PAUSED;
        draft.resumesTo = OperationState.RUNNING;
        draft.question = new Question(
                op.id() + "-q1",
                "gate",
                Question.Kind.GATE,
                1,
                "all is well",
                "before: Change a",
                "seen",
                List.of(new Question.Option(Question.Action.CONTINUE, null, "goes on", false)),
                60,
                List.of(),
                NOW.plus(after),
                null,
                null);
        return draft.saved("asker", List.of(), NOW);
    }

    /** An operation on a few instances as if it were on many: as often the same steps. */
    public Operation repeated(Operation op, int instances, int few) {
        OperationBuilder draft = op.draft();
        List<Step> steps = List.copyOf(draft.steps);
        for (int i = few; i < instances; i += few) {
            draft.steps.addAll(steps);
        }
        return draft.peek();
    }

    /** The operation as if it had been started with a label. */
    public Operation labelled(Operation op, String label) {
        ObjectNode tree = json.tree(op);
        tree.withObjectProperty("origin").put("label", label);
        return json.readOperation(tree.toString());
    }

    /** The operation as if it had been made so much later. */
    public Operation later(Operation op, Duration by) {
        return json.readOperation(
                json.tree(op).put("created_at", NOW.plus(by).toString()).toString());
    }

    /** The operation's next version, owned by another execution. */
    public Operation takenOver(Operation op) {
        OperationBuilder draft = op.draft();
        draft.owner = draft.owner.replacedBy(op.owner().executionArn() + "-next", NOW);
        return draft.saved("taker", List.of(), NOW);
    }

    /** A log entry. */
    public LogEntry event(long number, LogEntry.Type type) {
        return new LogEntry(number, NOW, type, "actor", "cause", "message", object().put("n", (int) number));
    }

    /** A log entry with a message and details. */
    public LogEntry event(long number, LogEntry.Type type, String message, ObjectNode details) {
        return new LogEntry(number, NOW, type, "actor", "cause", message, details);
    }

    /** The operation in another state. */
    public Operation in(Operation op, OperationState state) {
        OperationBuilder draft = op.draft();
        draft.state = state;
        return draft.peek();
    }

    private Operation on(String cluster) {
        return on(new Target(Target.UNNAMED_KIND, "123456789012", "us-east-1", cluster, "cluster-RES", null, null));
    }

    /** A fresh operation with this baseline and these steps. */
    public Operation having(ObjectNode baseline, Step... steps) {
        Operation op = fresh();
        return new Operation(
                op.id(),
                op.type(),
                op.target(),
                op.parameters(),
                op.origin(),
                op.options(),
                List.of(steps),
                0,
                op.state(),
                null,
                op.ending(),
                null,
                null,
                op.owner(),
                op.version(),
                op.savedBy(),
                op.events(),
                op.questions(),
                op.outbox(),
                op.summary(),
                op.notes(),
                baseline,
                List.of(),
                List.of(),
                op.createdAt(),
                op.updatedAt(),
                null);
    }

    /** An operation on a target of any kind. */
    public Operation on(Target target) {
        String id = "op-" + counter.incrementAndGet();
        PlannedStep step = new PlannedStep(
                "Change a",
                "change",
                object(),
                "look first",
                Duration.ofMinutes(30),
                Duration.ofSeconds(90),
                List.of("ModifyDBInstance a"),
                false,
                true);
        return new Operation(
                id,
                "instance_type_change",
                target,
                object(),
                new Operation.Origin("dana", "bigger", null),
                new Options(
                        600L,
                        new Schedule(NOW, Window.parse("sun:02:00-sun:04:00").orElseThrow(), Schedule.Outside.ASK),
                        List.of("an alarm"),
                        15),
                List.of(Step.pending(step)),
                0,
                OperationState.RUNNING,
                null,
                Operation.Ending.COMPLETED,
                null,
                null,
                Owner.first("arn:aws:states:::execution:m:" + id, NOW),
                1,
                "inv",
                1,
                0,
                List.of(event(1, LogEntry.Type.OPERATION_STARTED)),
                "a change",
                List.of("a note"),
                object(),
                List.of(),
                List.of(),
                NOW,
                NOW,
                null);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
