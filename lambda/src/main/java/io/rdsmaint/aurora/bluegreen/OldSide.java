package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.ClusterReader;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Remedies;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.precondition.ChangeContext;
import io.rdsmaint.aurora.precondition.OldClients;
import io.rdsmaint.aurora.precondition.ProposedChange;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Sight;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What was in production before the switchover. It is found by the resource ids that were written down, and changed only while its
 * ARN is the one written down, too.
 */
final class OldSide {
    /** In the memo of the deletion: it was refused because the old cluster is protected from it. */
    static final String PROTECTED = "protected";

    private final ClusterReader reader;
    private final PreconditionEvaluator<ChangeContext> evaluator;

    OldSide(ClusterReader reader, PreconditionEvaluator<ChangeContext> evaluator) {
        this.reader = reader;
        this.evaluator = evaluator;
    }

    /** What the switchover wrote down. */
    Side side(StepRun run) {
        return Side.old(run.operation())
                .orElseThrow(
                        () -> new LastingFailure("No completed switchover has written down what is the old side, so "
                                + "nothing is taken for it. Look for what is left of it by hand."));
    }

    /** The old cluster as it is now; empty when it is gone. */
    Optional<Cluster> cluster(StepRun run) {
        return reader.world(run.operation().target())
                .rds()
                .clusterOfResource(side(run).cluster().resourceId());
    }

    /** An old instance as it is now; empty when it is gone. */
    Optional<Instance> instance(StepRun run, Resource written) {
        return reader.world(run.operation().target()).rds().instanceOfResource(written.resourceId());
    }

    /** What a person should see of it before it is removed; empty when it is gone, or was never written down. */
    Optional<Sight> sight(StepRun run) {
        Target target = run.operation().target();
        return Side.old(run.operation())
                .flatMap(written -> cluster(run).map(cluster -> {
                    List<Instance> instances = reader.world(target).rds().instances(cluster.id());
                    return GateSight.old(
                            target,
                            cluster,
                            instances,
                            clients(run, instances.stream().map(Instance::id).toList()));
                }));
    }

    /**
     * A change of the old cluster, if nothing stands against it.
     *
     * @param precondition of the change, looked at once more right before the call
     */
    Outcome changeCluster(
            StepRun run, Cluster seen, String call, Supplier<Boolean> precondition, Consumer<Intent> send) {
        OldClients clients = clients(run);
        return change(
                run,
                retire(run, seen, clients),
                call,
                seen.id(),
                () -> cluster(run).filter(c -> precondition.get()).map(c -> retire(run, c, clients)),
                send);
    }

    /** A change of an old instance, if nothing stands against it. */
    Outcome changeInstance(StepRun run, Resource written, Instance seen, String call, Consumer<Intent> send) {
        OldClients clients = clients(run);
        Optional.ofNullable(clients.most().get(seen.id()))
                .ifPresent(most -> run.memo().put(DeleteOldInstance.CONNECTIONS, Math.round(most)));
        return change(
                run,
                retire(written, seen, clients),
                call,
                seen.id(),
                () -> instance(run, written).map(i -> retire(written, i, clients)),
                send);
    }

    private Outcome change(
            StepRun run,
            ProposedChange.Retire proposed,
            String call,
            String resource,
            Supplier<Optional<ProposedChange.Retire>> again,
            Consumer<Intent> send) {
        ObservedCluster production = reader.look(run.operation());
        Optional<Outcome> hindrance =
                evaluator.hindrance(run, ChangeContext.of(reader, run.operation(), proposed, production));
        return hindrance.orElseGet(() -> run.change(Change.repeatable(
                call,
                resource,
                () -> again.get()
                        .filter(a -> evaluator.clear(
                                run,
                                ChangeContext.of(
                                        reader,
                                        run.operation(),
                                        a,
                                        reader.again(run.operation().target(), production))))
                        .isPresent(),
                send)));
    }

    /** Asks about something of the old side, unless a person accepted the same before. */
    Optional<Outcome> unlessAccepted(StepRun run, Violation.NeedsApproval ask) {
        return evaluator.unlessAccepted(run, ask);
    }

    /** Who is still connected to those of the old side that are still there. */
    private OldClients clients(StepRun run) {
        return clients(
                run,
                cluster(run).stream()
                        .flatMap(c -> c.members().stream())
                        .map(Cluster.Member::instanceId)
                        .toList());
    }

    private OldClients clients(StepRun run, List<String> members) {
        Operation operation = run.operation();
        return OldClients.of(
                reader.world(operation.target()).metrics(),
                members,
                Switchover.switchedAt(operation).orElse(operation.createdAt()),
                run.now());
    }

    private ProposedChange.Retire retire(StepRun run, Cluster seen, OldClients clients) {
        Resource written = side(run).cluster();
        return new ProposedChange.Retire(
                "the old cluster " + seen.id(),
                written.arn(),
                written.resourceId(),
                seen.arn(),
                seen.resourceId(),
                clients);
    }

    private static ProposedChange.Retire retire(Resource written, Instance seen, OldClients clients) {
        return new ProposedChange.Retire(
                "the old instance " + seen.id(),
                written.arn(),
                written.resourceId(),
                seen.arn(),
                seen.resourceId(),
                clients);
    }

    /** What was done with the old cluster; whether it is still so is for who has looked. */
    static String whatIsLeft(Operation operation) {
        Optional<String> snapshot = snapshot(operation);
        String saved = snapshot.map(s -> " Snapshot " + s + " was taken of it.").orElse("");
        if (operation.lastCompleted(DeleteOldCluster.ACTION).isPresent()) {
            return "The old cluster has been deleted." + saved;
        }
        return "The old cluster " + name(operation) + " was left as it was at the switchover." + saved;
    }

    private static Optional<String> snapshot(Operation operation) {
        return operation.lastCompleted(SnapshotOld.ACTION).map(SnapshotOld::snapshot);
    }

    private static String name(Operation operation) {
        return Side.old(operation)
                .map(s -> s.cluster().id())
                .filter(id -> !id.isEmpty())
                .or(() -> Side.blue(operation)
                        .map(b -> "of resource id " + b.cluster().resourceId()))
                .orElse("");
    }

    /** The old side as a whole, in words. */
    static String all(Operation operation) {
        String name = name(operation);
        return "the old cluster" + (name.isEmpty() ? "" : " " + name) + " with its instances";
    }

    /** What is left of the old side when the operation ends now. */
    static Optional<String> residue(Operation operation) {
        if (operation.lastCompleted(DeleteOldCluster.ACTION).isPresent()) {
            return Optional.empty();
        }
        boolean guarded = operation.steps().stream()
                .anyMatch(s -> s.planned().action().equals(DeleteOldCluster.ACTION)
                        && s.memo().has(PROTECTED));
        boolean lifted = operation
                .lastCompleted(UnprotectOld.ACTION)
                .filter(Step::mayHaveChanged)
                .isPresent();
        String protection =
                guarded ? " (protected from deletion)" : lifted ? " (its deletion protection has been lifted)" : "";
        List<String> instances = Side.old(operation).stream()
                .flatMap(old -> old.instances().stream())
                .filter(i -> !deleted(operation, i.original()))
                .map(Resource::id)
                .toList();
        return Optional.of("the old cluster " + name(operation) + protection
                + (instances.isEmpty() ? "" : " with " + String.join(", ", instances))
                + " is left and is paid for"
                + Side.old(operation)
                        .map(old -> "; to remove it: "
                                + Remedies.deleteAll(
                                        operation.target(), old.cluster().id(), instances, guarded))
                        .orElse(""));
    }

    private static boolean deleted(Operation operation, String original) {
        return operation.steps().stream()
                .filter(s -> s.planned().action().equals(DeleteOldInstance.ACTION))
                .filter(s -> s.state() == StepState.COMPLETED)
                .map(Step::planned)
                .anyMatch(p ->
                        DeleteOldInstance.Params.of(p.parameters()).instance().equals(original));
    }
}
