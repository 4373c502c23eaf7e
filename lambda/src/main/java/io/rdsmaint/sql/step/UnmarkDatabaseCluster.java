package io.rdsmaint.sql.step;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Goal: the cluster no longer bears this operation's mark. Another operation's mark is left as it is. */
public final class UnmarkDatabaseCluster extends SqlStep {
    /** The word in plans. */
    public static final String ACTION = "unmark_cluster";

    public UnmarkDatabaseCluster(SqlTools tools) {
        super(ACTION, tools);
    }

    /** Takes the mark away. */
    public static PlannedStep planned(String clusterId) {
        return PlannedStep.calling(
                        "Remove mark of cluster " + clusterId,
                        ACTION,
                        Json.object(),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(15),
                        "RemoveTagsFromResource cluster " + clusterId + " " + Mark.TAG)
                .asCleanup();
    }

    @Override
    public Outcome advance(StepRun run) {
        RdsGateway rds = world(run.operation()).rds();
        Optional<Cluster> marked = marked(rds, run.operation());
        return marked.isEmpty()
                ? Outcome.done()
                : run.change(Change.repeatable(
                                "RemoveTagsFromResource " + marked.get().arn() + " " + Mark.TAG,
                                marked.get().arn(),
                                () -> marked(rds, run.operation()).isPresent(),
                                intent -> rds.removeTags(intent, marked.get().arn(), Set.of(Mark.TAG)))
                        .showingAtOnce());
    }

    private static Optional<Cluster> marked(RdsGateway rds, Operation operation) {
        return rds.cluster(operation.target().name())
                .filter(c -> Mark.isOfOperation(c.tags().getOrDefault(Mark.TAG, ""), operation.id()));
    }
}
