package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterRole;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;

/**
 * Gives a cluster another identifier. Clients follow the name: the cluster that leaves one serves nobody any more, and whoever takes it
 * over has them. The Data API answers to the former ARN no longer, and not to the new one either.
 */
public final class Renaming {
    /** Seconds. */
    private static final Durations.Range LENGTH = new Durations.Range(45, 100);

    private final World world;

    public Renaming(World world) {
        this.world = world;
    }

    /** Begins. */
    public void begin(Cluster cluster, String newId) {
        cluster.modifying(true);
        Duration lag = world.draw(world.durations().statusLag());
        world.after(lag, cluster, () -> cluster.status("renaming"));
        world.after(lag.plus(world.draw(LENGTH)), cluster, () -> end(cluster, newId));
    }

    private void end(Cluster cluster, String newId) {
        String before = cluster.id();
        if (cluster.site().cluster(newId).isEmpty()) {
            cluster.site().rename(cluster, newId);
            cluster.standing(cluster.live() ? ClusterRole.RETIRED : ClusterRole.PRODUCTION);
            world.event(cluster, "notification", "Renamed cluster from " + before + " to " + newId);
        }
        new Modifying(world).end(cluster, "available");
    }
}
