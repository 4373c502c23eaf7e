package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Optional;

/** How a change of an instance ends: available, or in a status that needs a person. */
final class Endings {

    private final World world;

    Endings(World world) {
        this.world = world;
    }

    /** Ends the change; a status given here is the end instead of {@code available}, and the engine stays down. */
    void end(Instance instance, Optional<String> failure) {
        Optional<String> broken =
                failure.or(() -> new MemoryFit(instance).misfit().map(why -> "incompatible-parameters"));
        instance.busy(false);
        instance.status(broken.orElse("available"));
        broken.ifPresent(status -> breakDown(instance, status));
    }

    private void breakDown(Instance instance, String status) {
        instance.cluster().cause(instance.id() + " is " + status);
        instance.engine().down();
        String why = new MemoryFit(instance).misfit().orElse("the change ended in this status");
        world.note(Harm.BROKEN_INSTANCE, instance, status + ": " + why);
        world.event(instance, "failure", "The DB instance is in the " + status + " state. " + why);
        if (instance.writer()) {
            new Failover(world).forced(instance.cluster(), instance.id() + " is " + status);
        }
    }
}
