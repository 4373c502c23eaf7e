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
import io.rdsmaint.aurora.cluster.SeenCluster;
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

    /** It came back with its old class after the last call: there is nothing to bring back. */
    private static final String CAME_BACK = "came_back";

    /** In the result of what lets changes come to rest: the classes that AWS had taken and did not show. */
    public static final String PENDING = "pending";

    /** A class that AWS has taken shows as under way within a minute or two; chosen, with room. */
    private static final Duration PENDING_PATIENCE = Duration.ofMinutes(10);

    /** In the result of what lets changes come to rest: the classes that it saw. */
    private static final String CLASSES = "classes";

    /** When it was last seen to serve before it went away. */
    private static final String SERVED = "served";

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
    public List<String> look(Operation operation, Step step) {
        return InstanceSteps.look(operation.target(), parameters(step).instance());
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
        if (usable
                && !instance.instanceClass().equals(to)
                && run.intent().isPresent()
                && !run.memo().has(InstanceSteps.OUT_SINCE)) {
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
        run.memo().remove(CAME_BACK);
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
        if (!run.memo().has(InstanceSteps.OUT_SINCE) && !instance.outlook().serves()) {
            run.memo()
                    .put(InstanceSteps.OUT_SINCE, served(run).orElse(run.now()).toString());
        }
        run.memo().remove(InstanceSteps.BACK_SINCE);
        return Outcome.underWay(
                instance.id() + " to become " + to + " and available (now " + instance.instanceClass() + ", "
                        + instance.status() + ")",
                instance.id());
    }

    /** The class is there; done when the instance serves with it. */
    private Outcome whenBack(StepRun run, ObservedCluster seen, Instance instance) {
        String id = instance.id();
        Instant back = since(run, InstanceSteps.BACK_SINCE);
        Optional<String> lacks = seen.whyNotServing(id);
        if (lacks.isPresent()) {
            return Outcome.underWay(lacks.get(), id);
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
        Optional<Instant> out = run.memo().has(InstanceSteps.OUT_SINCE)
                ? Optional.of(
                        Instant.parse(run.memo().path(InstanceSteps.OUT_SINCE).asText()))
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
            return Optional.of(cameBack(run, instance, to, failure));
        }
        if (!intent.get().shown()) {
            return Optional.empty();
        }
        Instant back = since(run, InstanceSteps.BACK_SINCE);
        return Optional.of(
                run.now().isBefore(back.plus(PATIENCE_AFTER_EFFECT))
                        ? Outcome.waiting(instance.id() + " to show its new class", RECHECK)
                        : cameBack(run, instance, to, Optional.empty()));
    }

    private static Outcome cameBack(StepRun run, Instance instance, String to, Optional<RdsEvent> failure) {
        run.memo().put(CAME_BACK, true);
        since(run, InstanceSteps.BACK_SINCE);
        return Troubles.cameBack(run, instance, to, failure);
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

    /** What the newest look after this step's showed of an instance: that of a step that let all come to rest, or of a question. */
    private static Optional<SeenCluster.Member> lastSeen(Operation operation, Step step, String id) {
        return operation.steps().stream()
                .skip(operation.steps().indexOf(step))
                .flatMap(later -> Stream.concat(
                        SeenCluster.by(later).flatMap(seen -> seen.member(id)).stream(), atRest(later, id).stream()))
                .reduce((earlier, later) -> later);
    }

    /** What a completed step that let all come to rest saw of an instance; empty when it is another step, or saw nothing of it. */
    private static Optional<SeenCluster.Member> atRest(Step step, String id) {
        if (step.state() != StepState.COMPLETED || step.result() == null) {
            return Optional.empty();
        }
        String pending = step.result().path(PENDING).path(id).asText();
        String seen = step.result().path(CLASSES).path(id).asText();
        return seen.isEmpty() && pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeenCluster.Member(seen, "", pending, pending.isEmpty()));
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        Params planned = parameters(step);
        String id = planned.instance();
        String from = step.memo().path("from").asText();
        String to = planned.to();
        boolean cameBack = step.memo().has(CAME_BACK)
                && lastSeen(operation, step, id)
                        .filter(seen -> seen.atRest() && seen.instanceClass().equals(from))
                        .isPresent();
        if (from.isEmpty() || from.equals(to) || cameBack) {
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
        Optional<SeenCluster> cluster = SeenCluster.newest(operation);
        Optional<SeenCluster.Member> seen = lastSeen(operation, step, id);
        boolean gone = cluster.filter(c -> !c.there() || c.member(id).isEmpty()).isPresent() && seen.isEmpty();
        if (gone
                || seen.filter(m -> m.atRest() && m.instanceClass().equals(before))
                        .isPresent()) {
            return Optional.empty();
        }
        String pending = seen.map(SeenCluster.Member::pending).orElse("");
        if (!pending.isEmpty()) {
            return Optional.of(
                    id + " may still become " + pending + ", at any time, and restart then: AWS has taken the "
                            + "change and does not show it; to withdraw it: "
                            + Remedies.changeClass(operation.target(), id, before));
        }
        String is = seen.map(
                        m -> m.instanceClass() + (m.atRest() || m.status().isEmpty() ? "" : " (" + m.status() + ")"))
                .orElseGet(() -> String.join(" or ", known.classes()));
        boolean busy = seen.filter(m -> !m.atRest()).isPresent();
        Optional<Boolean> writes = cluster.flatMap(SeenCluster::writer).map(id::equals);
        String role = writes.map(w -> w ? "the writer" : "a reader")
                .orElse(expected.writers().contains(id) ? "perhaps the writer" : "a reader");
        return Optional.of(id + " is " + is + ", before the operation " + before + "; "
                + (role.equals("a reader")
                        ? "to bring it back while it is a reader"
                        : "it is " + role + ", so fail over to another before you bring it back")
                + (busy ? ", once it is available (AWS refuses it before): " : ": ")
                + Remedies.changeClass(operation.target(), id, before));
    }
}
