package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Load;
import io.rdsmaint.simulator.model.ScalingTarget;
import io.rdsmaint.simulator.model.World;
import java.util.Comparator;
import java.util.List;

/**
 * Target tracking of the readers' CPU. It acts only while the cluster is available and
 * nothing that it manages is changing, adds readers of the present
 * writer's class in the last tier, and removes the newest reader that it added, without asking whether that
 * became the writer.
 */
final class Autoscaling {

    private final World world;

    Autoscaling(World world) {
        this.world = world;
    }

    void minute() {
        world.sites().forEach(site -> site.scalingTargets().values().forEach(this::minute));
    }

    private void minute(ScalingTarget target) {
        Cluster cluster = target.cluster();
        if (!cluster.live()) {
            return;
        }
        List<Instance> serving = cluster.readers().stream()
                .filter(each -> each.engine().serving())
                .toList();
        target.minute(serving.stream()
                .mapToDouble(each -> Load.on(each).cpuPercent(each))
                .average()
                .orElse(0));
        boolean ready =
                cluster.ready() && cluster.instances().stream().noneMatch(each -> each.autoscaled() && each.busy());
        int readers = cluster.readers().size();
        if (!ready) {
            return;
        }
        if ((target.wantsMore() || readers < target.least()) && readers < target.most() && !target.outSuspended()) {
            scaleOut(target);
        } else if (target.wantsFewer() && readers > target.least() && !target.inSuspended()) {
            scaleIn(target);
        }
    }

    private void scaleOut(ScalingTarget target) {
        target.settled();
        Cluster cluster = target.cluster();
        cluster.writer().ifPresent(writer -> {
            String zone = cluster.zones().stream()
                    .min(Comparator.comparingLong(each -> cluster.instances().stream()
                            .filter(i -> i.zone().equals(each))
                            .count()))
                    .orElseThrow();
            Instance added = new Instance(
                    cluster,
                    "application-autoscaling-" + world.names().uuid(),
                    world.names().resourceId("db"),
                    writer.instanceClass(),
                    zone,
                    world.now(),
                    false);
            added.promotionTier(15);
            added.parameterGroup(writer.parameterGroup());
            added.settings().setAll(writer.settings().deepCopy());
            added.tags().put(Instance.AUTOSCALING_TAG, target.resourceId());
            cluster.add(added);
            new Creation(world).begin(added);
            world.note(
                    Harm.SCALED,
                    added,
                    "added with the writer's class " + writer.instanceClass().name());
        });
    }

    private void scaleIn(ScalingTarget target) {
        target.settled();
        target.cluster().instances().stream()
                .filter(each -> each.autoscaled() && each.available())
                .max(Comparator.comparing(Instance::createdAt).thenComparing(Instance::id))
                .ifPresent(victim -> {
                    world.note(Harm.SCALED, victim, victim.writer() ? "removed although it is the writer" : "removed");
                    new Deletion(world).begin(victim, "scale-in");
                });
    }
}
