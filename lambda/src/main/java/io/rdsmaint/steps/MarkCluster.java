package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import java.util.List;
import java.util.Map;

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
                .orElseGet(() -> run.change(Change.repeatable(
                        "AddTagsToResource " + cluster.arn() + " " + TAG + "=" + mark,
                        cluster.arn(),
                        () -> !observer.cluster(target).tags().containsKey(TAG),
                        intent -> observer.world(target).rds().addTags(intent, cluster.arn(), Map.of(TAG, mark)))));
    }
}
