package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.World;
import java.util.Map;

/** Takes a manual snapshot of a cluster. */
public final class Snapshotting {

    private final World world;

    public Snapshotting(World world) {
        this.world = world;
    }

    /** Begins; the snapshot is of the data at this moment. The cluster's tags go with it if its settings say so. */
    public ClusterSnapshot begin(Cluster cluster, String id, Map<String, String> tags) {
        ClusterSnapshot snapshot = new ClusterSnapshot(id, cluster, world.now());
        if (cluster.attributes().path("CopyTagsToSnapshot").asBoolean()) {
            snapshot.tags().putAll(cluster.tags());
        }
        snapshot.tags().putAll(tags);
        cluster.site().clusterSnapshots().put(id, snapshot);
        world.event(snapshot, "Creating manual cluster snapshot.");
        world.after(world.draw(world.blueGreen().snapshot()), snapshot, () -> {
            world.event(snapshot, "Manual cluster snapshot created.");
            world.afterEvent(snapshot.arn(), () -> snapshot.status("available"));
        });
        return snapshot;
    }
}
