package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Optional;

/** How a change of an instance ends: available, or in a status that needs a person. */
final class Endings {

    private final World world;

    Endings(World world) {
        this.world = world;
    }

    /** Aurora promotes a reader as soon as there is one to replace a writer that cannot be started. */
    private void rescue(Cluster cluster) {
        boolean lost = cluster.writer().filter(writer -> !writer.restartable()).isPresent();
        if (lost && !cluster.busy()) {
            new Failover(world).forced(cluster, "the writer cannot be started");
        }
    }

    /** Ends the change; a status given here is the end instead of {@code available}, and the engine stays down. */
    void end(Instance instance, Optional<String> failure) {
        Optional<String> broken =
                failure.or(() -> new MemoryFit(instance).misfit().map(why -> "incompatible-parameters"));
        instance.busy(false);
        instance.status("available");
        broken.ifPresent(status -> new Breakdown(world).of(instance, status));
        rescue(instance.cluster());
    }
}
