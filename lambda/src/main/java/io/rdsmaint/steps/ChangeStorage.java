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
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.rds.Outlook;
import io.rdsmaint.rds.RdsEvent;
import io.rdsmaint.rds.StorageType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goal: a cluster has a storage type, nothing else of it is pending, and it is available with all its members. A lost
 * answer is settled by looking: AWS refuses a second switch to I/O-Optimized even when the first one took effect.
 */
public final class ChangeStorage implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "change_storage";

    /** Parameter: the instances that restart with the change. */
    static final String RESTARTS = "restarts";

    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofMinutes(2);
    private static final long RECHECK = 30;
    private static final String BACK_SINCE = "back_since";

    private final Observer observer;
    private final Careful careful;

    public ChangeStorage(Observer observer, Careful careful) {
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
        Cluster cluster = seen.cluster();
        StorageMemo.remember(run, cluster);
        Optional<Outcome> trouble = careful.hindrance(
                run,
                Fitness.TOPIC,
                Fitness.trouble(run.operation().target(), cluster).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Act act = new Act.ModifyCluster(
                StorageType.SETTING, !run.parameters().path(RESTARTS).isEmpty());
        Scene scene = Scene.of(run.operation(), act, seen);
        if (reached(cluster, to)) {
            run.reached(cluster.id() + " has storage type " + to);
            return whenBack(run, scene);
        }
        boolean pending = pending(cluster).equals(to);
        if (run.intent().isPresent() && (pending || !cluster.available())) {
            return underWay(run, cluster, pending);
        }
        return cameBack(run, cluster)
                .or(() -> careful.hindrance(run, scene))
                .or(() -> StorageTroubles.tooEarly(run, cluster, to))
                .orElseGet(() -> change(run, scene, to));
    }

    private static Outcome underWay(StepRun run, Cluster cluster, boolean pending) {
        if (pending && !cluster.available()) {
            run.sign(cluster.id() + " is " + cluster.status() + ", pending storage type " + pending(cluster));
        }
        run.memo().remove(BACK_SINCE);
        return Outcome.underWay("cluster " + cluster.id() + " to have storage type "
                + run.parameters().path("to").asText() + " and be available (now "
                + cluster.features().storageType() + ", " + cluster.status() + ")");
    }

    private Outcome change(StepRun run, Scene scene, String to) {
        String id = scene.target().name();
        return StorageTroubles.explained(
                run,
                () -> run.change(Change.repeatable(
                        "ModifyDBCluster " + id + " StorageType=" + to + " ApplyImmediately=true",
                        id,
                        () -> stillRight(run, scene.with(observer.again(scene.target(), scene.seen())), to),
                        intent -> observer.world(scene.target()).rds().modifyStorageType(intent, id, to))));
    }

    private boolean stillRight(StepRun run, Scene again, String to) {
        Cluster cluster = again.seen().cluster();
        return !reached(cluster, to) && careful.clear(run, again);
    }

    /** The type is there; done when everything that served before serves again. */
    private Outcome whenBack(StepRun run, Scene scene) {
        Sighting seen = scene.seen();
        Cluster cluster = seen.cluster();
        if (cluster.outlook() == Outlook.PASSES) {
            return Outcome.underWay("cluster " + cluster.id() + " to become available (" + cluster.status() + ")");
        }
        Optional<Outcome> down = careful.hindrance(
                run,
                cluster.members().stream()
                        .flatMap(m -> seen.instance(m.instanceId()).stream())
                        .flatMap(i -> Guards.down(scene, i).stream())
                        .toList());
        if (down.isPresent()) {
            return down.get();
        }
        for (Cluster.Member member : cluster.members()) {
            Optional<Instance> instance = seen.instance(member.instanceId());
            boolean lasts = instance.filter(i -> i.outlook() == Outlook.LASTS).isPresent();
            Optional<String> lacks = seen.whyNotServing(member.instanceId());
            if (!lasts && lacks.isPresent()) {
                return Outcome.underWay(lacks.get());
            }
        }
        return Outcome.done(result(run, cluster));
    }

    private static ObjectNode result(StepRun run, Cluster cluster) {
        ObjectNode result = Json.object()
                .put("from", StorageMemo.from(run.memo()))
                .put("storage_type", cluster.features().storageType())
                .put("ours", run.step().mayHaveChanged());
        run.intent()
                .ifPresent(i -> result.put(
                        "seconds", Duration.between(i.at(), run.now()).toSeconds()));
        return result;
    }

    /** The call took effect and the cluster is available again with the old type. */
    private Optional<Outcome> cameBack(StepRun run, Cluster cluster) {
        Optional<SavedIntent> intent = run.intent();
        if (intent.isEmpty()) {
            return Optional.empty();
        }
        Optional<RdsEvent> failure =
                observer
                        .world(run.operation().target())
                        .rds()
                        .clusterEvents(cluster.id(), intent.get().at())
                        .stream()
                        .filter(e -> !e.at().isBefore(intent.get().at()))
                        .filter(e -> e.categories().contains("failure"))
                        .findFirst();
        if (failure.isPresent()) {
            run.sign("event: " + failure.get().message());
            return Optional.of(StorageTroubles.cameBack(run, cluster, failure));
        }
        if (!intent.get().shown()) {
            return Optional.empty();
        }
        if (!run.memo().has(BACK_SINCE)) {
            run.memo().put(BACK_SINCE, run.now().toString());
        }
        Instant back = Instant.parse(run.memo().path(BACK_SINCE).asText());
        return Optional.of(
                run.now().isBefore(back.plus(PATIENCE_AFTER_EFFECT))
                        ? Outcome.waiting("cluster " + cluster.id() + " to show its new storage type", RECHECK)
                        : StorageTroubles.cameBack(run, cluster, Optional.empty()));
    }

    private static boolean reached(Cluster cluster, String to) {
        return cluster.features().storageType().equals(to) && pending(cluster).isEmpty();
    }

    private static String pending(Cluster cluster) {
        return cluster.pending().getOrDefault(StorageType.SETTING, "");
    }

    @Override
    public List<PlannedStep> undo(Operation operation, Step step) {
        String from = StorageMemo.from(step.memo());
        String to = step.planned().parameters().path("to").asText();
        return from.isEmpty() || from.equals(to)
                ? List.of()
                : List.of(Planned.changeStorage(
                        operation.target().name(),
                        to,
                        from,
                        Json.texts(step.planned().parameters().path(RESTARTS))));
    }

    /** Back to I/O-Optimized is a switch to it, which AWS allows once in 30 days. */
    @Override
    public Optional<String> irreversible(Operation operation, Step step) {
        String from = StorageMemo.from(step.memo());
        Optional<Instant> allowed = StorageMemo.allowedFrom(step.memo());
        boolean early = from.equals(StorageType.IO_OPTIMIZED.word())
                && allowed.filter(operation.updatedAt()::isBefore).isPresent();
        if (!early || StorageMemo.untouched(step)) {
            return Optional.empty();
        }
        Target target = operation.target();
        return Optional.of("AWS allows " + target.name() + " to have " + from + " again from " + allowed.get()
                + " on, not before; then: " + Remedies.changeStorage(target, from));
    }

    @Override
    public Optional<String> residue(Operation operation, Step step) {
        return operation.ending() == Operation.Ending.COMPLETED ? Optional.empty() : StorageMemo.residue(operation);
    }
}
