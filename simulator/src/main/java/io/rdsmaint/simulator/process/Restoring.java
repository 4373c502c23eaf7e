package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterRole;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.Workload;
import io.rdsmaint.simulator.model.World;

/** Makes a cluster of a snapshot: it has the rows and the roles of then, and no instance. */
public final class Restoring {
    /** Seconds, of volumes of moderate size; large ones take hours. */
    private static final Durations.Range LENGTH = new Durations.Range(300, 900);

    private final World world;

    public Restoring(World world) {
        this.world = world;
    }

    /** Begins; the cluster takes no changes until it is available. */
    public Cluster begin(AccountRegion site, String id, ClusterSnapshot snapshot, EngineVersion version) {
        Cluster cluster = site.addCluster(id, version, site.zones());
        cluster.standing(ClusterRole.STAGING);
        cluster.workload(Workload.none());
        cluster.cause("the restore of " + snapshot.id());
        cluster.copyDatabases(snapshot);
        cluster.busy(true);
        cluster.status("creating");
        world.event(cluster, "creation", "DB cluster created");
        world.after(world.draw(LENGTH), cluster, () -> {
            cluster.busy(false);
            cluster.status(world.faults()
                    .ending("RestoreDBClusterFromSnapshot", cluster.id())
                    .orElse("available"));
        });
        return cluster;
    }
}
