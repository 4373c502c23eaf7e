package io.rdsmaint.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.SavedIntent;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.rds.RdsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Goal: an instance is the writer, the cluster and all its members are in service and its proxies know the new
 * roles. A failover to
 * another instance of the wanted class that happened by itself serves as well, unless exactly this instance is wanted.
 */
public final class Failover implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "failover";

    private static final long DURING = 5;
    private static final long AFTER = 15;
    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofSeconds(90);
    private static final String FORMER = "former";
    private static final String FORMER_SEEN = "former_seen";
    private static final String NEW_SEEN = "new_seen";
    private static final String STARTED = "started";
    private static final String QUIET_SINCE = "quiet_since";

    private final Observer observer;
    private final Careful careful;

    public Failover(Observer observer, Careful careful) {
        this.observer = observer;
        this.careful = careful;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        String to = run.parameters().path("to").asText();
        Sighting seen = observer.look(run.operation());
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
            return whenFlipped(run, seen, writer);
        }
        if (absorbs(run, seen, writer)) {
            return run.untilExpired().orElseGet(() -> whenFlipped(run, seen, writer));
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
        String targetClass = run.parameters().path("class").asText();
        Scene scene = Scene.of(run.operation(), new Act.Promote(to, targetClass), seen);
        return careful.hindrance(run, scene).orElseGet(() -> change(run, scene, writer, to));
    }

    /** Roles are changing; a cluster that has come to rest and still doesn't show one writer is asked about. */
    private Outcome underWay(StepRun run, Sighting seen, String to) {
        Optional<Objection> unclear =
                seen.cluster().available() ? Roles.unclear(run.operation(), seen.cluster()) : Optional.empty();
        return careful.hindrance(run, unclear.stream().toList())
                .orElseGet(() -> Outcome.waiting(
                        "the failover to " + to + " (cluster " + seen.cluster().status() + ")", DURING));
    }

    private Outcome change(StepRun run, Scene scene, String writer, String to) {
        ObjectNode evidence = Json.object().put("writer", writer);
        evidence.set(
                "events",
                Json.texts(events(run, run.now().minus(Duration.ofHours(1))).stream()
                        .map(RdsEvent::message)
                        .toList()));
        String cluster = scene.target().name();
        return run.change(Change.once(
                "FailoverDBCluster " + cluster + " TargetDBInstanceIdentifier=" + to,
                cluster,
                evidence,
                () -> {
                    Sighting again = observer.again(scene.target(), scene.seen());
                    return again.writer().id().equals(Optional.of(writer)) && careful.clear(run, scene.with(again));
                },
                intent -> observer.world(scene.target()).rds().failover(intent, cluster, to)));
    }

    /** Another permanent instance of the wanted class has become the writer without our doing. */
    private static boolean absorbs(StepRun run, Sighting seen, String writer) {
        boolean exact = run.parameters().path("exact").asBoolean();
        boolean planned = writer.equals(run.parameters().path("from").asText())
                || (writer.equals(run.memo().path(FORMER).asText())
                        && run.intent().isPresent());
        return !exact
                && !planned
                && seen.instance(writer)
                        .filter(i -> i.instanceClass()
                                .equals(run.parameters().path("class").asText()))
                        .filter(i -> !i.autoscaled()
                                && !Ownership.tagged(i, run.operation().id()))
                        .isPresent();
    }

    private Outcome whenFlipped(StepRun run, Sighting seen, String writer) {
        if (!run.memo().has(NEW_SEEN)) {
            run.memo().put(NEW_SEEN, run.now().toString());
        }
        Scene scene = Scene.of(
                run.operation(),
                new Act.Promote(writer, run.parameters().path("class").asText()),
                seen);
        List<Objection> objections = new ArrayList<>();
        Fitness.restless(scene.target(), seen.cluster(), DURING).ifPresent(objections::add);
        seen.cluster().members().forEach(m -> notServing(scene, m.instanceId()).ifPresent(objections::add));
        ProxyHealth.afterChange(run.operation(), seen).ifPresent(objections::add);
        Optional<Outcome> hindrance = careful.hindrance(run, objections);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        return Outcome.done(result(run, writer));
    }

    private static Optional<Objection> notServing(Scene scene, String id) {
        return scene.seen()
                .instance(id)
                .flatMap(i -> Guards.down(scene, i))
                .or(() -> scene.seen().whyNotServing(id).map(lacks -> new Objection.NotYet(lacks, AFTER)));
    }

    private ObjectNode result(StepRun run, String writer) {
        String former = run.memo().path(FORMER).asText();
        ObjectNode result = Json.object()
                .put("writer", writer)
                .put(
                        "from",
                        former.equals(writer) ? run.parameters().path("from").asText() : former)
                .put("by_itself", run.intent().isEmpty() && !run.step().changedBefore());
        Interruption.measure(events(run, started(run)), writer, time(run, FORMER_SEEN), time(run, NEW_SEEN))
                .ifPresent(i -> result.put("interruption_seconds", i.seconds()).put("measured_by", i.measuredBy()));
        return result;
    }

    /** The call took effect, or AWS says that it did, and yet nobody new is the writer. */
    private Optional<Outcome> afterEffect(StepRun run, Sighting seen, String writer, String to) {
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
        return Optional.of(Troubles.ask(
                run,
                "the failover to " + to + " did not succeed: the writer is " + writer + " and the cluster is quiet."
                        + news.map(e -> " AWS says: " + e.message()).orElse(""),
                "writer " + writer + ", wanted " + to,
                "fail over to " + to + " again (one more write interruption)",
                List.of(
                        Commands.describeCluster(run.operation().target()),
                        Commands.clusterEvents(run.operation().target()))));
    }

    private List<RdsEvent> events(StepRun run, Instant since) {
        return observer.world(run.operation().target())
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
                ? step.planned().parameters().path("to").asText()
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
        WarmUp.planned(operation).ifPresent(time -> steps.add(Planned.warmUp(back, time)));
        steps.add(Planned.failoverBack(back, to, fromClass));
        return steps;
    }
}
