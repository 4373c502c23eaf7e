package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;

/** Copies a snapshot; how far it is shows as a percentage. */
public final class Copying {
    /** Seconds within a region. */
    private static final Durations.Range NEAR = new Durations.Range(120, 300);

    /** Seconds from another region, of volumes of moderate size; large ones take a day. */
    private static final Durations.Range FAR = new Durations.Range(1_200, 2_400);

    private final World world;

    public Copying(World world) {
        this.world = world;
    }

    /** Begins; the copy can't be used until it is available. Who deletes it meanwhile gives it up. */
    public ClusterSnapshot begin(AccountRegion site, String id, ClusterSnapshot source, boolean far) {
        ClusterSnapshot copy = new ClusterSnapshot(id, site, source, world.now());
        site.clusterSnapshots().put(id, copy);
        Duration length = world.draw(far ? FAR : NEAR);
        copy.copying(length);
        world.event(copy, "Starting copy of cluster snapshot " + source.arn() + ".");
        world.after(length, copy, () -> {
            if (site.clusterSnapshots().get(id) == copy) {
                copy.status(world.faults().ending("CopyDBClusterSnapshot", id).orElse("available"));
                world.event(copy, "Finished copy of cluster snapshot.");
            }
        });
        return copy;
    }
}
