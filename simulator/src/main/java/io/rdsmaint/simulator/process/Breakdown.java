package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;

/** An instance stops serving and stays in a status that needs a person. If it was the writer, a reader is promoted. */
public final class Breakdown {

    private final World world;

    public Breakdown(World world) {
        this.world = world;
    }

    /** Breaks the instance down now. */
    public void of(Instance instance, String status) {
        instance.busy(false);
        instance.status(status);
        instance.cluster().cause(instance.id() + " is " + status);
        String why = new MemoryFit(instance).misfit().orElse("It needs a person's attention.");
        world.note(Harm.BROKEN_INSTANCE, instance, status + ": " + why);
        world.event(instance, "failure", "The DB instance is in the " + status + " state. " + why);
        if (instance.writer()) {
            new Failover(world).forced(instance.cluster(), instance.id() + " is " + status);
        }
        instance.engine().down();
    }
}
