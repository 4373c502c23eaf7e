package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.ClusterQuestion;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goal: the old cluster has the target's name again, wherever the exchange of the names had come to. */
public final class SwapBack extends RestoreStep {
    /** The word in rollbacks. */
    static final String ACTION = "swap_back";

    /** In the baseline: the old cluster's Data API was on. */
    public static final String OLD_DATA_API = "old_data_api";

    public SwapBack(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Takes the exchange back, and lets the old cluster's Data API answer again if it did. */
    static List<PlannedStep> planned(Operation operation) {
        String target = operation.target().name();
        List<PlannedStep> steps = new ArrayList<>();
        steps.add(PlannedStep.of(
                        "Give the old cluster its name " + target + " back",
                        ACTION,
                        Json.object(),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        List.of(
                                "ModifyDBCluster restored cluster NewDBClusterIdentifier="
                                        + names(operation).rejected(),
                                "ModifyDBCluster old cluster NewDBClusterIdentifier=" + target))
                .disrupting());
        if (operation.baseline().path(OLD_DATA_API).asBoolean()) {
            steps.add(SwitchDataApi.againOld(target));
        }
        return steps;
    }

    @Override
    public Optional<String> mustFinish() {
        return Optional.of("the target's name would lead nowhere between the two renames");
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        String target = operation.target().name();
        Optional<Cluster> found = old(operation);
        if (found.isEmpty()) {
            return StepQuestion.ask(
                    run,
                    ClusterQuestion.CLUSTER_DIFFERS,
                    "the old cluster is gone: there is nothing to give the name back to.",
                    "no cluster of resource id " + oldId(operation),
                    "look again",
                    List.of());
        }
        Cluster old = found.get();
        if (old.id().equals(target)) {
            reached(run, "ModifyDBCluster " + old.resourceId(), "it has its name again");
            return busy(old).orElseGet(Outcome::done);
        }
        Optional<Cluster> copy = copy(operation);
        if (copy.filter(c -> c.id().equals(target)).isPresent()) {
            Cluster named = copy.get();
            return busy(named)
                    .or(() -> busy(old))
                    .orElseGet(() -> change(
                            run, false, rename(run, named, names(operation).rejected())));
        }
        copy.ifPresent(c -> reached(run, "ModifyDBCluster " + c.resourceId(), "it has another name"));
        Optional<Cluster> other = world(operation).rds().cluster(target);
        if (other.isPresent()) {
            return StepQuestion.ask(
                    run,
                    RestoreQuestion.SWAP_STUCK,
                    "somebody else's cluster has taken the name.",
                    other.get().id() + " (" + other.get().resourceId()
                            + ") is neither the old nor the restored cluster",
                    "look again (rename or delete that cluster first)",
                    show(operation, target));
        }
        return busy(old).orElseGet(() -> finish(run, false, rename(run, old, target)));
    }

    private Change rename(StepRun run, Cluster cluster, String name) {
        return Change.repeatable(
                "ModifyDBCluster " + cluster.resourceId() + " (" + cluster.id() + ") NewDBClusterIdentifier=" + name,
                cluster.resourceId(),
                () -> world(run.operation())
                        .rds()
                        .clusterOfResource(cluster.resourceId())
                        .filter(now -> now.id().equals(cluster.id()))
                        .isPresent(),
                intent -> world(run.operation()).restores().rename(intent, cluster.id(), name));
    }
}
