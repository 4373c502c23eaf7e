package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Optional;

/** How a change of an instance ends: available, or in a status that needs a person. */
final class ChangeOutcome {

    private final World world;

    ChangeOutcome(World world) {
        this.world = world;
    }

    /**
     * Ends the change; a status given here is the end instead of {@code available}, and the engine stays down. A
     * failover that stopped the engine meanwhile left it to this change to start it again.
     */
    void end(Instance instance, Optional<String> failure) {
        Optional<String> broken =
                failure.or(() -> new MemoryFit(instance).misfit().map(why -> "incompatible-parameters"));
        instance.busy(false);
        instance.status("available");
        if (broken.isEmpty()
                && !instance.engine().serving()
                && !instance.cluster().failingOver()) {
            instance.engine().up(world.now());
        }
        broken.ifPresent(status -> new Breakdown(world).of(instance, status));
        new Failover(world).ifLost(instance.cluster());
    }
}
