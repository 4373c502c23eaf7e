package io.rdsmaint.aurora.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Fitness;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.ClusterPreconditions;
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
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Outlook;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.gateway.rds.StorageType;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goal: a cluster has a storage type, nothing else of it is pending, and it is available with all its members. A lost
 * answer is settled by looking: AWS refuses a second switch to I/O-Optimized even when the first one took effect.
 */
public final class ChangeStorage extends ParameterizedStep<ChangeStorage.Params> {
    /** The word in plans. */
    public static final String ACTION = "change_storage";

    /**
     * @param from the storage type when this was planned
     * @param restarts the instances that restart with the change
     */
    record Params(String from, String to, List<String> restarts) {
        Params {
            restarts = List.copyOf(restarts);
        }

        static Params of(JsonNode json) {
            Fields fields = new Fields(json);
            return new Params(fields.text("from"), fields.text("to"), fields.texts("restarts"));
        }

        ObjectNode json() {
            return Json.object().put("from", from).put("to", to).set("restarts", Json.texts(restarts));
        }
    }

    /** A describe may show the type of before when the cluster is back; chosen. */
    private static final Duration PATIENCE_AFTER_EFFECT = Duration.ofMinutes(2);

    /** Seconds between looks: only the operation waits. */
    private static final long RECHECK = 30;

    private static final String BACK_SINCE = "back_since";

    /**
     * Gives the cluster's volume another storage type.
     *
     * @param restarts the instances that restart with it
     */
    public static PlannedStep planned(String clusterId, String from, String to, List<String> restarts) {
        PlannedStep step = PlannedStep.calling(
                "Change storage of " + clusterId + " to " + to,
                ACTION,
                new Params(from, to, restarts).json(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(60),
                "ModifyDBCluster " + clusterId + " StorageType=" + to + " (now " + from + ") ApplyImmediately");
        return restarts.isEmpty() ? step : step.disrupting();
    }

    public ChangeStorage(StepTools tools) {
        super(ACTION, Params::of, tools);
    }

    @Override
    public List<String> look(Operation operation, Step step) {
        return List.of(Commands.describeCluster(operation.target()), Commands.clusterEvents(operation.target()));
    }

    @Override
    protected Outcome advance(StepRun run, Params planned) {
        String to = planned.to();
        ObservedCluster seen = reader.look(run.operation());
        Cluster cluster = seen.cluster();
        StorageMemo.remember(run, cluster);
        Optional<Outcome> trouble = evaluator.hindrance(
                run,
                Fitness.TOPIC,
                Fitness.trouble(run.operation().target(), cluster).stream().toList());
        if (trouble.isPresent()) {
            return trouble.get();
        }
        ProposedChange proposed = new ProposedChange.ModifyCluster(
                StorageType.SETTING, !planned.restarts().isEmpty());
        ChangeContext context = ChangeContext.of(reader, run.operation(), proposed, seen);
        if (reached(cluster, to)) {
            run.reached(cluster.id() + " has storage type " + to);
            return whenBack(run, context);
        }
        boolean pending = pending(cluster).equals(to);
        if (run.intent().isPresent() && (pending || !cluster.available())) {
            return underWay(run, cluster, to);
        }
        return cameBack(run, cluster)
                .or(() -> evaluator.hindrance(run, context))
                .or(() -> StorageTroubles.tooEarly(run, cluster, to))
                .orElseGet(() -> change(run, context, to));
    }

    private static Outcome underWay(StepRun run, Cluster cluster, String to) {
        if (pending(cluster).equals(to) && !cluster.available()) {
            run.sign(cluster.id() + " is " + cluster.status() + ", pending storage type " + pending(cluster));
        }
        run.memo().remove(BACK_SINCE);
        return Outcome.underWay("cluster " + cluster.id() + " to have storage type "
                + to + " and be available (now "
                + cluster.features().storageType() + ", " + cluster.status() + ")");
    }

    private Outcome change(StepRun run, ChangeContext context, String to) {
        String id = context.target().name();
        StorageMemo.calling(run);
        return StorageTroubles.explained(
                run,
                () -> run.change(Change.repeatable(
                        "ModifyDBCluster " + id + " StorageType=" + to + " ApplyImmediately=true",
                        id,
                        () -> stillRight(run, context.with(reader.again(context.target(), context.seen())), to),
                        intent -> reader.world(context.target()).rds().modifyStorageType(intent, id, to))));
    }

    private boolean stillRight(StepRun run, ChangeContext again, String to) {
        Cluster cluster = again.seen().cluster();
        return !reached(cluster, to) && evaluator.clear(run, again);
    }

    /** The type is there; done when everything that served before serves again. */
    private Outcome whenBack(StepRun run, ChangeContext context) {
        ObservedCluster seen = context.seen();
        Cluster cluster = seen.cluster();
        if (cluster.outlook() == Outlook.PASSES) {
            return Outcome.underWay("cluster " + cluster.id() + " to become available (" + cluster.status() + ")");
        }
        Optional<Outcome> down = evaluator.hindrance(
                run,
                cluster.members().stream()
                        .flatMap(m -> seen.instance(m.instanceId()).stream())
                        .flatMap(i -> ClusterPreconditions.down(context, i).stream())
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
                reader
                        .world(run.operation().target())
                        .rds()
                        .clusterEvents(cluster.id(), intent.get().at())
                        .stream()
                        .filter(e -> !e.at().isBefore(intent.get().at()))
                        .filter(e -> e.categories().contains("failure"))
                        .findFirst();
        if (failure.isPresent()) {
            run.sign("event: " + failure.get().message());
            return Optional.of(StorageMemo.cameBack(run, StorageTroubles.cameBack(run, cluster, failure)));
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
                        : StorageMemo.cameBack(run, StorageTroubles.cameBack(run, cluster, Optional.empty())));
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
        Params planned = parameters(step);
        String to = planned.to();
        return from.isEmpty() || from.equals(to) || StorageMemo.cameBack(step)
                ? List.of()
                : List.of(planned(operation.target().name(), to, from, planned.restarts()));
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
