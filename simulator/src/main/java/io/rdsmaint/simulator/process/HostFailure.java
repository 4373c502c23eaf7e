package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;

/** The writer's host fails: Aurora promotes a reader, or, when there is none, brings the writer up on a new host. */
public final class HostFailure {

    private static final String CAUSE = "the writer's host failed";

    private final World world;

    public HostFailure(World world) {
        this.world = world;
    }

    /** Lets the host fail now. */
    public void of(Cluster cluster) {
        boolean alone = cluster.successor().isEmpty();
        cluster.writer()
                .ifPresent(writer -> world.event(
                        writer,
                        "recovery",
                        "Recovery of the DB instance has started. Recovery time will vary with the amount of data to be"
                                + " recovered."));
        new Failover(world).forced(cluster, CAUSE);
        if (alone) {
            cluster.writer().ifPresent(this::replace);
        }
    }

    private void replace(Instance writer) {
        world.after(world.draw(world.durations().classChangeDown()), writer, () -> {
            if (writer.restartable()) {
                writer.engine().upCold(world.now());
                world.event(writer, "recovery", "Recovery of the DB instance is complete.");
            }
        });
    }
}
