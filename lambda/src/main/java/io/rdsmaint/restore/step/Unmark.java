package io.rdsmaint.restore.step;

import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.engine.Change;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Names;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goal: no cluster bears this operation's mark, and the cluster that has the target's name is nobody's to delete any more: neither it nor
 * its instances bear the tag by which the function's role may.
 */
public final class Unmark extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "unmark_cluster";

    public Unmark(RestoreTools tools) {
        super(ACTION, tools);
    }

    /** Takes the marks away. */
    public static PlannedStep planned(String target) {
        return PlannedStep.calling(
                        "Remove marks of " + target,
                        ACTION,
                        Json.object(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(30),
                        "RemoveTagsFromResource " + Mark.TAG + ", " + Names.TAG)
                .asCleanup();
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Map<String, Set<String>> marked = new LinkedHashMap<>();
        old(operation).ifPresent(cluster -> marks(operation, cluster, marked));
        copy(operation).ifPresent(cluster -> marks(operation, cluster, marked));
        Optional<Map.Entry<String, Set<String>>> next =
                marked.entrySet().stream().findFirst();
        if (next.isEmpty()) {
            run.reached("none is left");
            return Outcome.done();
        }
        String arn = next.get().getKey();
        Set<String> keys = next.get().getValue();
        return run.change(Change.repeatable(
                        "RemoveTagsFromResource " + arn + " " + String.join(", ", new java.util.TreeSet<>(keys)),
                        arn,
                        () -> true,
                        intent -> world(operation).rds().removeTags(intent, arn, keys))
                .showingAtOnce());
    }

    private void marks(Operation operation, Cluster cluster, Map<String, Set<String>> marked) {
        Set<String> keys = new java.util.TreeSet<>();
        if (Mark.isOfOperation(cluster.tags().getOrDefault(Mark.TAG, ""), operation.id())) {
            keys.add(Mark.TAG);
        }
        if (cluster.id().equals(operation.target().name())) {
            if (ours(operation, cluster.tags())) {
                keys.add(Names.TAG);
            }
            for (Instance instance : world(operation).rds().instances(cluster.id())) {
                if (ours(operation, instance.tags()) && !instance.leaves()) {
                    marked.put(instance.arn(), Set.of(Names.TAG));
                }
            }
        }
        if (!keys.isEmpty() && !cluster.status().equals("deleting")) {
            marked.put(cluster.arn(), keys);
        }
    }
}
