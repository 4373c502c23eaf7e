package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What describes show of who writes around a change of the writer, in a world that shows it late: nobody, or the former
 * writer and the new one, for a time drawn from the seed. The truth is as ever, and so is everything but the members'
 * flags.
 */
final class RoleView {

    private final World world;

    RoleView(World world) {
        this.world = world;
    }

    /** The writer has stopped: describes show it still, or nobody. */
    void leaving(Cluster cluster) {
        if (late() && world.views().nextBoolean()) {
            cluster.showWriters(Set.of());
        }
    }

    /** Another instance writes now, or the same one again. */
    void changed(Cluster cluster, Optional<Instance> former) {
        if (!late()) {
            return;
        }
        Set<Instance> shown = world.views().nextBoolean() ? Set.of() : both(cluster, former);
        Duration time = world.roleLag().draw(world.views());
        int view = cluster.showWriters(shown);
        world.after(time, cluster, () -> cluster.showTrueWriter(view));
    }

    private boolean late() {
        return world.roleLag().most() > 0;
    }

    private static Set<Instance> both(Cluster cluster, Optional<Instance> former) {
        Set<Instance> both = new LinkedHashSet<>(cluster.writer().stream().toList());
        former.filter(cluster.instances()::contains)
                .or(() -> cluster.readers().stream().findFirst())
                .ifPresent(both::add);
        return both;
    }
}
