package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import io.rdsmaint.steps.bluegreen.Switchover;
import io.rdsmaint.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goal: the cluster bears a tag naming this deployment and operation, so that other deployments and people leave it
 * alone.
 */
public final class MarkCluster implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "mark_cluster";

    /** The tag's key; its value is {@code <deployment>/<operation id>}. */
    public static final String TAG = "rds-maint-operation";

    private final Observer observer;
    private final Careful careful;
    private final String deployment;

    /**
     * @param deployment names this deployment among others of the account
     */
    public MarkCluster(Observer observer, Careful careful, String deployment) {
        this.observer = observer;
        this.careful = careful;
        this.deployment = deployment;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        String mark = deployment + "/" + run.operation().id();
        Cluster cluster = observer.cluster(target);
        String now = cluster.tags().getOrDefault(TAG, "");
        if (now.equals(mark)) {
            return Outcome.done(Json.object().put("mark", mark));
        }
        if (!now.isEmpty()) {
            return Troubles.ask(
                    run,
                    "the cluster is marked by another operation.",
                    TAG + "=" + now,
                    "look again (end that operation, or remove its mark if it is a leftover: "
                            + Remedies.removeMark(target, cluster.arn()) + ")",
                    List.of(Commands.tags(target, cluster.arn())));
        }
        Scene scene = Scene.of(run.operation(), new Act.Mark(), observer.look(run.operation()));
        return careful.hindrance(run, scene)
                .orElseGet(() -> run.change(mark(
                        observer.world(target),
                        cluster,
                        mark,
                        () -> !observer.cluster(target).tags().containsKey(TAG))));
    }

    /** The change that marks a cluster. */
    public static Change mark(World world, Cluster cluster, String mark, BooleanSupplier stillRight) {
        return Change.repeatable(
                "AddTagsToResource " + cluster.arn() + " " + TAG + "=" + mark,
                cluster.arn(),
                stillRight,
                intent -> world.rds().addTags(intent, cluster.arn(), Map.of(TAG, mark)));
    }

    /**
     * The mark that a cluster must bear, from the step that marked it to the one that takes the mark away: the physical
     * cluster that the operation began with, and the green one from the end of the switchover on.
     */
    static Optional<String> expected(Operation operation, Cluster cluster) {
        boolean leaving = operation.steps().stream()
                .anyMatch(s -> s.planned().action().equals(UnmarkCluster.ACTION) && s.startedAt() != null);
        Optional<String> mark = operation
                .lastCompleted(ACTION)
                .map(Step::result)
                .map(r -> r.path("mark").asText())
                .filter(m -> !leaving && !m.isEmpty());
        boolean first = cluster.resourceId().equals(operation.target().resourceId());
        Optional<String> switched = operation
                .lastCompleted(Switchover.ACTION)
                .map(Step::result)
                .map(r -> r.path(Expectation.BASELINE)
                        .path(Expectation.CLUSTER_RESOURCE_ID)
                        .asText());
        return mark.filter(
                m -> first || switched.filter(cluster.resourceId()::equals).isPresent());
    }
}
