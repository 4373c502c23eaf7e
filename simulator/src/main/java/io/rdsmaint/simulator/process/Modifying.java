package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;

/** The time in which a cluster changes: it takes no other change, and shows so somewhat later. */
final class Modifying {

    private final World world;

    Modifying(World world) {
        this.world = world;
    }

    /** Begins; a failover under way keeps its own status until it ends. */
    void begin(Cluster cluster, Duration statusLag) {
        cluster.modifying(true);
        world.after(statusLag, cluster, () -> {
            if (!cluster.failingOver()) {
                cluster.status("modifying");
            }
        });
    }

    /** Ends in a status, and lets a writer that was lost meanwhile be replaced. */
    void end(Cluster cluster, String status) {
        cluster.modifying(false);
        if (!cluster.failingOver()) {
            cluster.status(status);
        }
        new Failover(world).ifLost(cluster);
    }
}
