package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.World;
import java.time.Instant;
import java.util.Optional;

/** Ends the sessions of a cluster's databases when the writer's process stops or another one takes its place. */
final class SessionWatch {

    private final World world;

    SessionWatch(World world) {
        this.world = world;
    }

    /** Looks at every cluster, at the model's present time. */
    void look() {
        world.sites().forEach(site -> site.clusters().forEach(SessionWatch::look));
    }

    private static void look(Cluster cluster) {
        Optional<Instant> since = cluster.writer()
                .filter(writer -> writer.engine().serving())
                .map(writer -> writer.engine().startedAt());
        if (cluster.dataApi().served(since.orElse(null))) {
            cluster.databases().writerGone();
            cluster.dataApi().transactions().clear();
        }
    }
}
