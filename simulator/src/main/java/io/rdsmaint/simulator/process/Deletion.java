package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;

/** Removes an instance. A writer's removal makes Aurora promote a reader, if there is one. */
public final class Deletion {

    private final World world;

    public Deletion(World world) {
        this.world = world;
    }

    /** Begins a deletion, whoever asked for it. */
    public void begin(Instance instance, String cause) {
        world.cancel(instance);
        instance.busy(true);
        Duration lag = world.draw(world.durations().statusLag());
        world.after(lag, instance, () -> {
            boolean writer = instance.writer();
            instance.status("deleting");
            instance.cluster().cause(cause);
            if (writer) {
                new Failover(world).forced(instance.cluster(), cause);
            }
            instance.engine().down();
        });
        world.after(lag.plus(world.draw(world.durations().delete())), instance, () -> gone(instance, cause));
    }

    private void gone(Instance instance, String cause) {
        world.event(instance, "deletion", "DB instance deleted");
        world.afterEvent(instance.resourceId(), () -> remove(instance, cause));
    }

    private void remove(Instance instance, String cause) {
        Cluster cluster = instance.cluster();
        if (instance.established()) {
            world.note(Harm.ORIGINAL_DELETED, instance, cause);
        }
        cluster.remove(instance);
        world.ledger().gone(cluster.id(), instance.id(), world.now());
        if (cluster.instances().isEmpty() && cluster.live()) {
            world.note(Harm.CLUSTER_EMPTY, instance, cause);
        }
    }
}
