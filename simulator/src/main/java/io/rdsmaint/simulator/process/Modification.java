package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Applies everything that is pending on an instance. Only a change of class takes its engine down. */
public final class Modification {

    private static final String CLASS = "DBInstanceClass";

    private final World world;

    public Modification(World world) {
        this.world = world;
    }

    /** Begins; nothing happens when nothing is pending. */
    public void begin(Instance instance, String cause) {
        if (instance.pending().isEmpty()) {
            return;
        }
        instance.busy(true);
        new ForeignChange(world).note(instance, cause);
        Duration lag = world.draw(world.durations().statusLag());
        world.after(lag, instance, () -> instance.status("modifying"));
        Optional<InstanceClass> target =
                InstanceClasses.find(instance.pending().path(CLASS).asText());
        if (target.isPresent()) {
            changeClass(instance, target.get(), lag, cause);
        } else {
            world.after(lag.plus(world.draw(world.durations().settle())), instance, () -> end(instance));
        }
    }

    private void changeClass(Instance instance, InstanceClass target, Duration lag, String cause) {
        Duration total = world.draw(world.durations().classChange());
        Duration down = world.draw(world.durations().classChangeDown());
        world.after(
                lag,
                instance,
                () -> world.event(
                        instance, "configuration change", "Applying modification to database instance class"));
        world.after(lag.plus(total).minus(down), instance, () -> {
            boolean none = world.faults().noCapacity("ModifyDBInstance", target.name())
                    || !instance.cluster().site().orderable().inStock(target, instance.zone());
            if (none) {
                refuse(instance, target);
            } else {
                takeDown(instance, cause);
                world.after(down, instance, () -> finish(instance, target));
            }
        });
    }

    private void takeDown(Instance instance, String cause) {
        Cluster cluster = instance.cluster();
        if (instance.writer()) {
            new Failover(world).forced(cluster, cause);
        } else {
            cluster.cause(cause);
        }
        instance.engine().down();
    }

    private void finish(Instance instance, InstanceClass target) {
        if (instance.instanceClass().optimizedReads() && !target.optimizedReads()) {
            world.note(
                    Harm.LOST_FEATURE,
                    instance,
                    "Optimized Reads end with " + instance.instanceClass().name());
        }
        instance.instanceClass(target);
        List.copyOf(instance.maintenance()).forEach(action -> {
            instance.maintenance().remove(action);
            world.note(Harm.MAINTENANCE_APPLIED, instance, action.action() + " with the change of class");
        });
        instance.engine().upCold(world.now());
        new Restart(world).adopted(instance);
        world.event(instance, "configuration change", "Finished applying modification to DB instance class");
        world.afterEvent(instance.resourceId(), () -> end(instance));
    }

    private void refuse(Instance instance, InstanceClass target) {
        instance.pending().remove(CLASS);
        world.event(
                instance,
                "failure",
                "Unable to modify database instance class: insufficient instance capacity for " + target.name() + " in "
                        + instance.zone());
        end(instance);
    }

    private void end(Instance instance) {
        instance.pending().properties().stream()
                .filter(change -> !change.getKey().equals(CLASS))
                .forEach(change -> instance.settings().set(change.getKey(), change.getValue()));
        instance.pending().removeAll();
        new ChangeOutcome(world).end(instance, world.faults().ending("ModifyDBInstance", instance.id()));
    }
}
