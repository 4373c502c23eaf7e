package io.rdsmaint.steps;

import io.rdsmaint.rds.Instance;
import io.rdsmaint.steps.Objection.Ask;
import io.rdsmaint.steps.Objection.NotYet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The conditions on a cluster whose own setting is about to be changed. */
final class ClusterGuards {
    private static final long LATER = 30;

    private ClusterGuards() {}

    static List<Guard> all() {
        return List.of(
                Guard.of("nothingElsePendingOnCluster", ClusterGuards::nothingElsePending),
                new Guard("membersServe", ClusterGuards::membersServe));
    }

    /** H23: ApplyImmediately applies whatever else is pending on the cluster, too; an engine version restarts it. */
    private static Optional<Objection> nothingElsePending(Scene scene) {
        if (!(scene.act() instanceof Act.ModifyCluster change)) {
            return Optional.empty();
        }
        Map<String, String> pending = new TreeMap<>(scene.seen().cluster().pending());
        pending.remove(change.setting());
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ask(
                        Subjects.CLUSTER_PENDING,
                        false,
                        true,
                        "Other changes wait on the cluster and would be applied with this one.",
                        pending.toString(),
                        List.of(Commands.storage(scene.target())),
                        Subjects.pendingOnCluster(pending)));
    }

    /** H27: what is broken or changing is not to be blamed on this change, or caught in it. */
    private static List<Objection> membersServe(Scene scene) {
        if (!(scene.act() instanceof Act.ModifyCluster) || scene.act().disturbs()) {
            return List.of();
        }
        return scene.seen().instances().values().stream()
                .filter(i -> !i.leaves())
                .sorted(java.util.Comparator.comparing(Instance::id))
                .flatMap(i -> notServing(scene, i).stream())
                .toList();
    }

    private static Optional<Objection> notServing(Scene scene, Instance instance) {
        return Guards.down(scene, instance)
                .or(() -> scene.seen().whyNotServing(instance.id()).map(lacks -> new NotYet(lacks, LATER)));
    }
}
