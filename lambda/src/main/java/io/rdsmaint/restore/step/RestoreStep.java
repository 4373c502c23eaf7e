package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.world.RestoreWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A kind of step about the restored cluster, the copy, or the one in whose place it comes, the old one. */
abstract class RestoreStep implements StepKind {
    protected final RestoreTools tools;
    private final String action;

    RestoreStep(String action, RestoreTools tools) {
        this.action = action;
        this.tools = tools;
    }

    @Override
    public final String action() {
        return action;
    }

    RestoreWorld world(Operation operation) {
        return tools.worlds().at(AwsScope.of(operation.target()));
    }

    static Names names(Operation operation) {
        return new Names(operation.target().name(), operation.id());
    }

    /** The tags by which an operation knows what it made. */
    static Map<String, String> owned(Operation operation) {
        return Map.of(Names.TAG, operation.id());
    }

    static boolean ours(Operation operation, Map<String, String> tags) {
        return operation.id().equals(tags.get(Names.TAG));
    }

    /** The old cluster's resource id. */
    static String oldId(Operation operation) {
        return String.valueOf(operation.target().resourceId());
    }

    /** The old cluster, under whatever name; empty when it is gone. */
    Optional<Cluster> old(Operation operation) {
        return world(operation).rds().clusterOfResource(oldId(operation));
    }

    /** The copy's resource id; empty while it has not been seen to be available. */
    static Optional<String> copyId(Operation operation) {
        return operation.lastCompleted(RestoreCluster.ACTION).flatMap(step -> RestoreCluster.resourceId(step));
    }

    /** The copy, under whatever name; while it is not complete, that of its first name if it is ours. */
    Optional<Cluster> copy(Operation operation) {
        RestoreWorld world = world(operation);
        return copyId(operation)
                .map(id -> world.rds().clusterOfResource(id))
                .orElseGet(() -> world.rds()
                        .cluster(names(operation).copy())
                        .filter(cluster -> ours(operation, cluster.tags())));
    }

    /** The copy, which must be there. */
    Cluster needCopy(Operation operation) {
        return copy(operation)
                .orElseThrow(
                        () -> new LastingFailure(
                                "The restored cluster "
                                        + copyId(operation)
                                                .orElse(names(operation).copy())
                                        + " is gone, deleted by somebody else. Roll back: the old cluster is brought back as far as it is there."));
    }

    /** An instance of the copy that its step has made. */
    Optional<Instance> member(Operation operation, String id) {
        return world(operation).rds().instance(id).filter(i -> ours(operation, i.tags()));
    }

    /**
     * Makes a change that does no harm when it is made twice, unless something stands in its way.
     *
     * @param resource whose resource id tells it from another of its name
     * @param needsOld whether it makes sense only while the old cluster is there and bears the operation's mark
     */
    Outcome change(
            StepRun run,
            String call,
            String resource,
            boolean needsOld,
            BooleanSupplier stillRight,
            Consumer<Intent> send) {
        return change(run, needsOld, Change.repeatable(call, resource, stillRight, send));
    }

    Outcome change(StepRun run, boolean needsOld, Change change) {
        return hindrance(tools, run, needsOld).orElseGet(() -> run.change(change));
    }

    /** The same, not held by a freeze or a window, to end what must not stay half done. */
    Outcome finish(StepRun run, boolean needsOld, Change change) {
        return hindrance(tools, run, needsOld).orElseGet(() -> run.finish(change));
    }

    /** What stands in a change's way right now. */
    static Optional<Outcome> hindrance(RestoreTools tools, StepRun run, boolean needsOld) {
        Operation operation = run.operation();
        RestoreWorld world = tools.worlds().at(AwsScope.of(operation.target()));
        return tools.evaluator()
                .hindrance(
                        run,
                        new RestoreChange(
                                operation,
                                world.identity().account(),
                                needsOld ? world.rds().clusterOfResource(oldId(operation)) : Optional.empty(),
                                needsOld));
    }

    /** Tells that the world shows the goal of a call of this step, by how the call begins. */
    static void reached(StepRun run, String call, String evidence) {
        run.intent().filter(intent -> intent.call().startsWith(call)).ifPresent(_ -> run.reached(evidence));
    }

    /** Waits while a cluster is busy with something; empty when it takes changes. */
    static Optional<Outcome> busy(Cluster cluster) {
        return cluster.available()
                ? Optional.empty()
                : Optional.of(
                        Outcome.waiting("cluster " + cluster.id() + " (" + cluster.status() + ") to be available", 15));
    }

    /** True when the copy has the target's name, and it was not taken from it again. */
    static boolean swapped(Operation operation) {
        return (operation.lastCompleted(SwapNames.ACTION).isPresent()
                        && operation.lastCompleted(SwapBack.ACTION).isEmpty())
                || (operation.lastCompleted(TakeName.ACTION).isPresent()
                        && operation.lastCompleted(LeaveName.ACTION).isEmpty());
    }

    /** A command that shows a cluster. */
    static List<String> show(Operation operation, String clusterId) {
        return List.of(Commands.aws(operation.target(), "describe-db-clusters --db-cluster-identifier " + clusterId));
    }

    /** True when the step has done its work, or part of it may be done. */
    static boolean begun(Operation operation, String action) {
        return operation.steps().stream()
                        .filter(s -> s.planned().action().equals(action))
                        .anyMatch(Step::mayHaveChanged)
                || operation.lastCompleted(action).isPresent();
    }
}
