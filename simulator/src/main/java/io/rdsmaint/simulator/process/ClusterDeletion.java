package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;

/** Removes a cluster, once its last member is gone. */
public final class ClusterDeletion {

    private static final Duration LOOK = Duration.ofSeconds(15);

    private final World world;

    public ClusterDeletion(World world) {
        this.world = world;
    }

    /**
     * Begins a deletion, whoever asked for it.
     *
     * @param snapshot true when it leaves a final snapshot
     */
    public void begin(Cluster cluster, boolean snapshot, String cause) {
        new ForeignChange(world).deleted(cluster, snapshot, cause);
        cluster.doom();
        cluster.cause(cause);
        Duration lag = world.draw(world.durations().statusLag());
        world.after(lag, cluster, () -> cluster.status("deleting"));
        world.after(lag.plus(world.draw(world.blueGreen().clusterDelete())), cluster, () -> end(cluster));
    }

    private void end(Cluster cluster) {
        if (!cluster.instances().isEmpty()) {
            world.after(LOOK, cluster, () -> end(cluster));
            return;
        }
        world.event(cluster, "deletion", "DB cluster deleted");
        world.afterEvent(cluster.resourceId(), () -> {
            cluster.site().remove(cluster);
            cluster.databases().drop();
            world.ledger().gone(cluster.id(), world.now());
        });
    }
}
