package io.rdsmaint.aurora.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.ClusterEffect;
import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.ExpectedCluster;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.aurora.precondition.ProxyHealth;
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
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.kit.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Goal: an instance is the writer, the cluster and all its members are in service and its proxies know the new
 * roles. A failover to
 * another instance of the wanted class that happened by itself serves as well, unless exactly this instance is wanted.
 */
public final class Failover extends ParameterizedStep<Failover.Params> {
    /** The word in plans. */
    public static final String ACTION = "failover";

    /**
     * @param from who is expected to be the writer before
     * @param targetClass the class that the operation is about
     * @param exact no other instance of that class serves as well
     */
    record Params(String to, String from, String targetClass, boolean exact) {
        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("to"), fields.text("from"), fields.text("class"), fields.flag("exact"));
        }

        ObjectNode json() {
            return Json.object()
                    .put("to", to)
                    .put("from", from)
                    .put("class", targetClass)
                    .put("exact", exact);
        }
    }

    /** Another member is the writer. */
    public static final ClusterEffect EFFECT = new ClusterEffect() {
        @Override
        public void underWay(Step step, ExpectedCluster expected) {
            expected.alsoWriter(to(step.planned()));
        }

        @Override
        public void done(Step step, JsonNode result, ExpectedCluster expected) {
            expected.writer(result.path("writer").asText());
        }
    };

    /** Seconds between looks: clients wait. */
    private static final long DURING = 10;

    /** Seconds between looks: there is a writer, and the rest comes back. */
    private static final long SETTLING = 15;

    /** Seconds between looks: only the operation waits. */
    private static final long AFTER = 15;

    /** A failover takes less than 35 seconds typically (Aurora guide, high availability); chosen with room. */
    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofSeconds(90);

    private static final String FORMER = "former";
    private static final String FORMER_SEEN = "former_seen";
    private static final String NEW_SEEN = "new_seen";
    private static final String STARTED = "started";
    private static final String QUIET_SINCE = "quiet_since";

    /**
     * Makes an instance the writer.
     *
     * @param from who is expected to be the writer before
     * @param targetClass the class that the operation is about
     */
    public static PlannedStep planned(String to, String from, String targetClass) {
        return planned("Fail over to " + to, to, from, targetClass, false);
    }

    private static PlannedStep planned(String name, String to, String from, String targetClass, boolean exact) {
        return PlannedStep.calling(
                        name,
                        ACTION,
                        new Params(to, from, targetClass, exact).json(),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30),
                        "FailoverDBCluster to " + to)
                .disrupting();
    }

    /** Makes exactly this instance, which was the writer before, the writer again. */
    public static PlannedStep plannedBack(String to, String from, String targetClass) {
        return planned("Fail back to " + to, to, from, targetClass, true);
    }

    /** The instance that a step of this kind is to make the writer. */
    public static String to(PlannedStep step) {
        return Params.of(step.parameters()).to();
    }

    public Failover(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return List.of(
                Commands.clusterEvents(operation.target()),
                Commands.events(operation.target(), parameters(step).to()));
    }

    @Override
    public Set<String> observed() {
        return Set.of(FORMER_SEEN);
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String to = planned.to();
        ObservedCluster seen = reader.look(run.operation());
        String writer = seen.writer().id().orElse("");
        if (!run.memo().has(STARTED)) {
            run.memo().put(STARTED, run.now().toString());
        }
        if (!run.memo().has(FORMER) && !writer.isEmpty()) {
            run.memo().put(FORMER, writer);
        }
        if (!writer.isEmpty() && writer.equals(run.memo().path(FORMER).asText())) {
            run.memo().put(FORMER_SEEN, run.now().toString());
        }
        if (writer.equals(to)) {
            run.reached("the writer is " + to);
            return whenFlipped(run, planned, seen, writer);
        }
        if (absorbs(run, planned, seen, writer)) {
            return run.untilExpired().orElseGet(() -> whenFlipped(run, planned, seen, writer));
        }
        if (writer.isEmpty() || seen.cluster().status().equals("failing-over")) {
            run.sign("cluster " + seen.cluster().status() + ", writer "
                    + seen.writer().words());
            return underWay(run, seen, to);
        }
        Optional<Outcome> failed = afterEffect(run, seen, writer, to);
        if (failed.isPresent()) {
            return failed.get();
        }
        ChangeContext context =
                ChangeContext.of(reader, run.operation(), new ProposedChange.Promote(to, planned.targetClass()), seen);
        return evaluator.hindrance(run, context).orElseGet(() -> change(run, context, writer, to));
    }

    /** Roles are changing; a cluster that has come to rest and still doesn't show one writer is asked about. */
    private Outcome underWay(StepRun run, ObservedCluster seen, String to) {
        Optional<Violation> unclear = seen.cluster().available()
                ? Roles.unclear(run.operation().target(), reader.expected(run.operation()), seen.cluster())
                : Optional.empty();
        return evaluator
                .hindrance(run, unclear.stream().toList())
                .orElseGet(() -> Outcome.waiting(
                        "the failover to " + to + " (cluster " + seen.cluster().status() + ")", DURING));
    }

    private Outcome change(StepRun run, ChangeContext context, String writer, String to) {
        ObjectNode evidence = Json.object().put("writer", writer);
        evidence.set(
                "events",
                Json.texts(events(run, run.now().minus(Duration.ofHours(1))).stream()
                        .map(RdsEvent::message)
                        .toList()));
        String cluster = context.target().name();
        return run.change(Change.verifiable(
                "FailoverDBCluster " + cluster + " TargetDBInstanceIdentifier=" + to,
                cluster,
                evidence,
                () -> {
                    ObservedCluster again = reader.again(context.target(), context.seen());
                    return again.writer().id().equals(Optional.of(writer)) && evaluator.clear(run, context.with(again));
                },
                intent -> reader.world(context.target()).rds().failover(intent, cluster, to)));
    }

    /** Another permanent instance of the wanted class has become the writer without our doing. */
    private static boolean absorbs(StepRun run, Params planned, ObservedCluster seen, String writer) {
        boolean known = writer.equals(planned.from())
                || (writer.equals(run.memo().path(FORMER).asText())
                        && run.intent().isPresent());
        return !planned.exact()
                && !known
                && seen.instance(writer)
                        .filter(i -> i.instanceClass().equals(planned.targetClass()))
                        .filter(i -> !i.autoscaled()
                                && !Ownership.tagged(i, run.operation().id()))
                        .isPresent();
    }

    private Outcome whenFlipped(StepRun run, Params planned, ObservedCluster seen, String writer) {
        if (!run.memo().has(NEW_SEEN)) {
            run.memo().put(NEW_SEEN, run.now().toString());
        }
        ChangeContext context = ChangeContext.of(
                reader, run.operation(), new ProposedChange.Promote(writer, planned.targetClass()), seen);
        List<Violation> objections = new ArrayList<>();
        Fitness.restless(context.target(), seen.cluster(), SETTLING).ifPresent(objections::add);
        seen.cluster()
                .members()
                .forEach(m -> notServing(context, m.instanceId()).ifPresent(objections::add));
        ProxyHealth.afterChange(run.operation(), seen).ifPresent(objections::add);
        Optional<Outcome> hindrance = evaluator.hindranceAfter(run, objections);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        return Outcome.done(result(run, planned, writer));
    }

    private static Optional<Violation> notServing(ChangeContext context, String id) {
        return context.seen()
                .instance(id)
                .flatMap(i -> ClusterPreconditions.down(context, i))
                .or(() -> context.seen().whyNotServing(id).map(lacks -> new Violation.Retry(lacks, AFTER)));
    }

    private ObjectNode result(StepRun run, Params planned, String writer) {
        String former = run.memo().path(FORMER).asText();
        ObjectNode result = Json.object()
                .put("writer", writer)
                .put("from", former.equals(writer) ? planned.from() : former)
                .put("by_itself", run.intent().isEmpty() && !run.step().changedBefore());
        Interruption.measure(events(run, started(run)), writer, time(run, FORMER_SEEN), time(run, NEW_SEEN))
                .ifPresent(i -> result.put("interruption_seconds", i.seconds()).put("measured_by", i.measuredBy()));
        return result;
    }

    /** The call took effect, or AWS says that it did, and yet nobody new is the writer. */
    private Optional<Outcome> afterEffect(StepRun run, ObservedCluster seen, String writer, String to) {
        Optional<SavedIntent> intent = run.intent();
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        List<String> before = Json.texts(intent.get().evidence().path("events"));
        Optional<RdsEvent> news = events(run, intent.get().at().minus(Duration.ofMinutes(1))).stream()
                .filter(e -> e.message().toLowerCase(Locale.ROOT).contains("failover"))
                .filter(e -> !before.contains(e.message()))
                .reduce((first, second) -> second);
        news.ifPresent(e -> run.sign("event: " + e.message()));
        if (run.intent().filter(SavedIntent::shown).isEmpty()) {
            return Optional.empty();
        }
        boolean quiet = seen.cluster().available()
                && seen.cluster().members().stream()
                        .allMatch(m -> seen.whyNotServing(m.instanceId()).isEmpty());
        if (!quiet) {
            run.memo().remove(QUIET_SINCE);
            return Optional.of(Outcome.waiting("the failover to " + to, DURING));
        }
        if (!run.memo().has(QUIET_SINCE)) {
            run.memo().put(QUIET_SINCE, run.now().toString());
        }
        if (run.now().isBefore(time(run, QUIET_SINCE).orElseThrow().plus(PATIENCE_AFTER_EFFECT))) {
            return Optional.of(Outcome.waiting("the new roles to show", DURING));
        }
        return Optional.of(StepQuestion.ask(
                run,
                ClusterQuestion.FAILOVER_FAILED,
                "the failover to " + to + " did not succeed: the writer is " + writer + " and the cluster is quiet."
                        + news.map(e -> " AWS says: " + e.message()).orElse(""),
                "writer " + writer + ", wanted " + to,
                "fail over to " + to + " again (one more write interruption)",
                List.of(
                        Commands.describeCluster(run.operation().target()),
                        Commands.clusterEvents(run.operation().target()))));
    }

    private List<RdsEvent> events(StepRun run, Instant since) {
        return reader.world(run.operation().target())
                .rds()
                .clusterEvents(run.operation().target().name(), since);
    }

    private static Instant started(StepRun run) {
        return run.intent().map(SavedIntent::at).or(() -> time(run, STARTED)).orElse(run.now());
    }

    private static Optional<Instant> time(StepRun run, String field) {
        return run.memo().has(field)
                ? Optional.of(Instant.parse(run.memo().path(field).asText()))
                : Optional.empty();
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        String from = step.memo().path(FORMER).asText();
        String to = step.result() == null
                ? to(step.planned())
                : step.result().path("writer").asText();
        if (step.result() != null) {
            from = step.result().path("from").asText();
        }
        if (from.isEmpty() || from.equals(to)) {
            return List.of();
        }
        String back = from;
        String fromClass =
                operation.baseline().path("members").path(from).path("class").asText();
        List<PlannedStep> steps = new ArrayList<>();
        WarmUp.planned(operation).ifPresent(time -> steps.add(WarmUp.planned(back, time)));
        steps.add(plannedBack(back, to, fromClass));
        return steps;
    }
}
