package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.cluster.Troubles;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ParameterPrecondition;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.step.Fields;
import io.rdsmaint.aurora.step.ParameterizedStep;
import io.rdsmaint.aurora.step.StepTools;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goal: an instance has a class and is in service with it. Never changes a writer, except in place as the only
 * instance.
 */
public final class ChangeClass extends ParameterizedStep<ChangeClass.Params> {
    /** The word in plans. */
    public static final String ACTION = "change_class";

    /**
     * What is to be changed.
     *
     * @param from the class that the instance had when this was planned
     * @param inPlace it is the only instance, so that nobody writes meanwhile
     */
    public record Params(String instance, String from, String to, boolean inPlace) {
        /** As planned. */
        public static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("instance"), fields.text("from"), fields.text("to"), fields.flag("in_place"));
        }

        ObjectNode json() {
            return Json.object()
                    .put("instance", instance)
                    .put("from", from)
                    .put("to", to)
                    .put("in_place", inPlace);
        }
    }

    /** The instance has another class. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            Params planned = Params.of(step.planned().parameters());
            expected.alsoClassOf(planned.instance(), planned.to());
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            expected.classOf(
                    Params.of(step.planned().parameters()).instance(),
                    result.path("class").asText());
        }

        @Override
        public void gone(Step step, ExpectedCluster expected) {
            expected.gone(Params.of(step.planned().parameters()).instance());
        }
    };

    private static final String PENDING_CLASS = "DBInstanceClass";

    /** A describe may show the class of before when the instance is back; chosen. */
    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofMinutes(2);

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    /** The class that the last look showed, when the instance was at rest. */
    private static final String SEEN = "seen";

    /** In the same result: the classes that AWS had taken and did not show. */
    public static final String PENDING = "pending";

    /** A class that AWS has taken shows as under way within a minute or two; chosen, with room. */
    private static final Duration PENDING_PATIENCE = Duration.ofMinutes(10);

    /** In the result of what lets changes come to rest: the classes that it saw. */
    private static final String CLASSES = "classes";

    /** When it was last seen to serve before it went away. */
    private static final String SERVED = "served";

    private static final String OUT_SINCE = "out_since";
    private static final String BACK_SINCE = "back_since";

    /** Gives a reader another class. */
    public static PlannedStep planned(String instance, String from, String to) {
        return planned(instance, from, to, false);
    }

    /** Gives the only instance of a cluster another class, which takes the database away meanwhile. */
    public static PlannedStep plannedInPlace(String instance, String from, String to) {
        return planned(instance, from, to, true);
    }

    private static PlannedStep planned(String instance, String from, String to, boolean inPlace) {
        return PlannedStep.calling(
                        "Change " + instance + " to " + to,
                        ACTION,
                        new Params(instance, from, to, inPlace).json(),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(60),
                        "ModifyDBInstance " + instance + " DBInstanceClass=" + to + " (now " + from
                                + ") ApplyImmediately")
                .disrupting();
    }

    public ChangeClass(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String id = planned.instance();
        String to = planned.to();
        ObservedCluster seen = reader.look(run.operation());
        Optional<Instance> found = seen.instance(id);
        ChangeContext context =
                ChangeContext.of(reader, run.operation(), new ProposedChange.Change(id, to, planned.inPlace()), seen);
        if (found.isEmpty()) {
            return evaluator
                    .hindrance(run, context)
                    .orElseGet(
                            () -> Outcome.done(Json.object().put("instance", id).put(ExpectedCluster.GONE, true)));
        }
        Instance instance = found.get();
        if (!run.memo().has("from")) {
            run.memo().put("from", instance.instanceClass());
        }
        Optional<Outcome> trouble = evaluator.hindrance(
                run,
                Fitness.TOPIC,
                Fitness.trouble(context.target(), instance).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        String pending = instance.pending().getOrDefault(PENDING_CLASS, "");
        boolean usable = seen.serves(instance);
        if (usable && pending.isEmpty()) {
            run.memo().put(SEEN, instance.instanceClass());
        } else {
            run.memo().remove(SEEN);
        }
        if (usable
                && !instance.instanceClass().equals(to)
                && run.intent().isPresent()
                && !run.memo().has(OUT_SINCE)) {
            run.memo().put(SERVED, run.now().toString());
        }
        if (instance.instanceClass().equals(to) && pending.isEmpty()) {
            run.reached(id + " is " + to);
            return usable ? whenBack(run, seen, instance) : stillOut(run, instance, to);
        }
        boolean called = run.intent().isPresent();
        if (!usable || (called && pending.equals(to))) {
            if (called) {
                run.sign(id + " is " + instance.status() + (pending.isEmpty() ? "" : ", pending " + pending));
            }
            return stillOut(run, instance, to);
        }
        Optional<Outcome> failed = cameBack(run, instance, to);
        if (failed.isPresent()) {
            return failed.get();
        }
        return evaluator.hindrance(run, context).orElseGet(() -> change(run, context, instance, to));
    }

    private Outcome change(StepRun run, ChangeContext context, Instance instance, String to) {
        String id = instance.id();
        return Troubles.explained(
                run,
                "The change of " + id + " to " + to,
                () -> run.change(Change.repeatable(
                        "ModifyDBInstance " + id + " DBInstanceClass=" + to + " ApplyImmediately=true",
                        id,
                        () -> evaluator.clear(run, context.with(reader.again(context.target(), context.seen()))),
                        intent -> reader.world(context.target()).rds().modifyInstanceClass(intent, id, to))));
    }

    private static Outcome stillOut(StepRun run, Instance instance, String to) {
        if (!run.memo().has(OUT_SINCE) && !instance.outlook().serves()) {
            run.memo().put(OUT_SINCE, served(run).orElse(run.now()).toString());
        }
        run.memo().remove(BACK_SINCE);
        return Outcome.underWay(instance.id() + " to become " + to + " and available (now " + instance.instanceClass()
                + ", " + instance.status() + ")");
    }

    /** The class is there; done when the instance serves with it. */
    private Outcome whenBack(StepRun run, ObservedCluster seen, Instance instance) {
        String id = instance.id();
        Instant back = since(run, BACK_SINCE);
        Optional<String> lacks = seen.whyNotServing(id);
        if (lacks.isPresent()) {
            return Outcome.underWay(lacks.get());
        }
        List<Violation> objections = run.step().mayHaveChanged()
                ? Stream.of(
                                ParameterPrecondition.sinceStart(run.operation().target(), seen, id, "has restarted"),
                                CatchUp.of(run, seen, id, back))
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
        return evaluator
                .hindranceAfter(run, objections)
                .orElseGet(() -> Outcome.done(result(run, seen, instance, back)));
    }

    private static ObjectNode result(StepRun run, ObservedCluster seen, Instance instance, Instant back) {
        ObjectNode result = Json.object()
                .put("instance", instance.id())
                .put("from", run.memo().path("from").asText())
                .put("class", instance.instanceClass())
                .put("writer", seen.writes(instance.id()));
        Optional<Instant> out = run.memo().has(OUT_SINCE)
                ? Optional.of(Instant.parse(run.memo().path(OUT_SINCE).asText()))
                : served(run);
        out.ifPresent(since -> result.put(
                "out_of_service_seconds", Duration.between(since, back).toSeconds()));
        return result;
    }

    /** When it was last seen to serve with its old class after this step's call, or when that call was made: it went away later. */
    private static Optional<Instant> served(StepRun run) {
        return run.memo().has(SERVED)
                ? Optional.of(Instant.parse(run.memo().path(SERVED).asText()))
                : run.intent().map(SavedIntent::at);
    }

    /** The call took effect and the instance is back with the old class. */
    private Optional<Outcome> cameBack(StepRun run, Instance instance, String to) {
        Optional<SavedIntent> intent = run.intent();
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        List<RdsEvent> events = reader.world(run.operation().target())
                .rds()
                .instanceEvents(instance.id(), intent.get().at());
        Optional<RdsEvent> failure = events.stream()
                .filter(e -> !e.at().isBefore(intent.get().at()))
                .filter(Troubles::saysFailed)
                .findFirst();
        if (failure.isPresent()) {
            run.sign("event: " + failure.get().message());
            return Optional.of(Troubles.cameBack(run, instance, to, failure));
        }
        if (!intent.get().shown()) {
            return Optional.empty();
        }
        Instant back = since(run, BACK_SINCE);
        return Optional.of(
                run.now().isBefore(back.plus(PATIENCE_AFTER_EFFECT))
                        ? Outcome.waiting(instance.id() + " to show its new class", RECHECK)
                        : Troubles.cameBack(run, instance, to, Optional.empty()));
    }

    private static Instant since(StepRun run, String field) {
        if (!run.memo().has(field)) {
            run.memo().put(field, run.now().toString());
        }
        return Instant.parse(run.memo().path(field).asText());
    }

    /** Classes that this operation asked for, that AWS has taken and that do not show: waited for, then a person decides. */
    public static List<Violation> pending(Operation operation, List<Instance> instances) {
        Target target = operation.target();
        return instances.stream()
                .filter(i -> operation.steps().stream()
                        .filter(s -> s.planned().action().equals(ACTION) && s.intent() != null)
                        .map(s -> Params.of(s.planned().parameters()))
                        .anyMatch(p -> p.instance().equals(i.id())
                                && p.to().equals(i.pending().get(PENDING_CLASS))))
                .<Violation>map(i -> {
                    String to = i.pending().get(PENDING_CLASS);
                    String is = i.id() + " is " + i.instanceClass() + " and still to become " + to;
                    return new Violation.Grace(
                            new Violation.Retry(
                                    i.id() + " to become " + to + " (now " + i.instanceClass() + ")", RECHECK),
                            PENDING_PATIENCE,
                            new Violation.NeedsApproval(
                                    ClusterQuestion.CHANGE_PENDING,
                                    Subjects.PENDING,
                                    Violation.Choices.PASS,
                                    is
                                            + ": AWS has taken the change, and it does not come. Once the operation has ended "
                                            + "it may still come, at any time, and restart " + i.id()
                                            + " with nobody watching. To withdraw it first: "
                                            + Remedies.changeClass(target, i.id(), i.instanceClass()),
                                    is + " for " + PENDING_PATIENCE.toMinutes() + " minutes",
                                    List.of(Commands.describeInstance(target, i.id()), Commands.events(target, i.id())),
                                    Subjects.pending(i, Map.of(PENDING_CLASS, to))));
                })
                .toList();
    }

    /** What a look at instances that had come to rest showed, as a result. */
    public static ObjectNode seenAtRest(List<Instance> instances) {
        ObjectNode result = Json.object();
        ObjectNode classes = result.putObject(CLASSES);
        ObjectNode pending = Json.object();
        for (Instance instance : instances) {
            String to = instance.pending().getOrDefault(PENDING_CLASS, "");
            if (to.isEmpty()) {
                classes.put(instance.id(), instance.instanceClass());
            } else {
                pending.put(instance.id(), to);
            }
        }
        if (!pending.isEmpty()) {
            result.set(PENDING, pending);
        }
        return result;
    }

    /** The class that an instance was last seen to have at rest, by this step or by the one that let all come to rest after it. */
    private static Optional<String> seen(Operation operation, Step step, String id) {
        String atRest = atRest(operation, step, CLASSES, id);
        boolean open = step.intent() != null && step.intent().open();
        return Optional.of(atRest.isEmpty() && !open ? step.memo().path(SEEN).asText() : atRest)
                .filter(c -> !c.isEmpty());
    }

    /** What the last step after this one that let all come to rest saw of an instance; empty when there was none, or nothing. */
    private static String atRest(Operation operation, Step step, String what, String id) {
        return operation.steps().stream()
                .skip(operation.steps().indexOf(step) + 1L)
                .filter(s -> s.state() == StepState.COMPLETED && s.result() != null)
                .map(s -> s.result().path(what).path(id).asText())
                .filter(c -> !c.isEmpty())
                .reduce("", (earlier, later) -> later);
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        Params planned = parameters(step);
        String id = planned.instance();
        String from = step.memo().path("from").asText();
        String to = planned.to();
        if (from.isEmpty() || from.equals(to)) {
            return List.of();
        }
        return List.of(planned.inPlace() ? plannedInPlace(id, to, from) : planned(id, to, from));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        if (operation.ending() == Operation.Ending.COMPLETED) {
            return Optional.empty();
        }
        String id = parameters(step).instance();
        String before =
                operation.baseline().path("members").path(id).path("class").asText();
        ExpectedCluster expected = reader.expected(operation);
        ExpectedCluster.Known known = expected.members().get(id);
        if (before.isEmpty() || known == null || known.classes().equals(Set.of(before))) {
            return Optional.empty();
        }
        String pending = atRest(operation, step, PENDING, id);
        if (!pending.isEmpty()) {
            return Optional.of(
                    id + " may still become " + pending + ", at any time, and restart then: AWS has taken the "
                            + "change and does not show it; to withdraw it: "
                            + Remedies.changeClass(operation.target(), id, before));
        }
        Set<String> classes = seen(operation, step, id).map(Set::of).orElse(known.classes());
        if (classes.equals(Set.of(before))) {
            return Optional.empty();
        }
        return Optional.of(id + " is " + String.join(" or ", classes) + ", before the operation " + before
                + "; "
                + (expected.writers().contains(id)
                        ? "IT MAY BE THE WRITER, so fail over to another before you bring it back: "
                        : "to bring it back while it is a reader: ")
                + Remedies.changeClass(operation.target(), id, before));
    }
}
