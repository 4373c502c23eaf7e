package io.rdsmaint.steps;

import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.rds.Cluster;
import java.util.Optional;
import java.util.Set;

/** Goal: the cluster no longer bears this operation's mark. Another operation's mark is left as it is. */
public final class UnmarkCluster implements StepKind {
    /** The word in plans. */
    public static final String ACTION = "unmark_cluster";

    private final Observer observer;

    public UnmarkCluster(Observer observer) {
        this.observer = observer;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public Outcome advance(StepRun run) {
        Target target = run.operation().target();
        Optional<Cluster> found = observer.world(target).rds().cluster(target.clusterId());
        if (found.filter(c -> ours(run, c)).isEmpty()) {
            return Outcome.done();
        }
        String arn = found.get().arn();
        return run.change(Change.repeatable(
                "RemoveTagsFromResource " + arn + " " + MarkCluster.TAG,
                arn,
                () -> ours(run, observer.cluster(target)),
                intent -> observer.world(target).rds().removeTags(intent, arn, Set.of(MarkCluster.TAG))));
    }

    private static boolean ours(StepRun run, Cluster cluster) {
        return Expectation.of(run.operation()).clusterResourceIds().contains(cluster.resourceId())
                && cluster.tags()
                        .getOrDefault(MarkCluster.TAG, "")
                        .endsWith("/" + run.operation().id());
    }
}
