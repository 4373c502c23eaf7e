package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.ParameterSync;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Restarts the database process of an instance, and with a writer of an old version those of all readers. */
public final class Restart {

    private final World world;

    public Restart(World world) {
        this.world = world;
    }

    /** A reboot that the API was asked for. */
    public void requested(Instance instance) {
        instance.busy(true);
        new ForeignChange(world).note(instance, "RebootDBInstance of " + instance.id());
        Duration lag = world.draw(world.durations().statusLag());
        Duration total = world.draw(world.durations().reboot());
        world.after(lag, instance, () -> {
            instance.status("rebooting");
            Optional<String> ending = world.faults().ending("RebootDBInstance", instance.id());
            Optional<String> parameters = ending.filter(ParameterSync.OPEN::contains);
            Optional<String> status = ending.filter(each -> parameters.isEmpty());
            stop(instance, "RebootDBInstance of " + instance.id(), parameters);
            world.after(total, instance, () -> new ChangeOutcome(world).end(instance, status));
        });
    }

    /** A restart that AWS does by itself. */
    void forMaintenance(Instance instance, String cause) {
        instance.busy(true);
        instance.status("maintenance");
        stop(instance, cause);
        world.after(
                world.draw(world.durations().reboot()),
                instance,
                () -> new ChangeOutcome(world).end(instance, Optional.empty()));
    }

    /** Stops the process and brings it up again on the same host, without any status to show for it. */
    public void stop(Instance instance, String cause) {
        stop(instance, cause, Optional.empty());
    }

    /** Those that restart with a writer stay away until it is back. */
    private void stop(Instance instance, String cause, Optional<String> parameters) {
        instance.cluster().cause(cause);
        List<Instance> followers = followers(instance).toList();
        Duration back = world.draw(world.durations().rebootDown());
        down(instance, cause, back, parameters);
        followers.forEach(
                each -> down(each, cause, back.plus(world.draw(world.durations().rebootDown())), Optional.empty()));
    }

    private void down(Instance instance, String cause, Duration length, Optional<String> parameters) {
        world.event(instance, "availability", "DB instance shutdown");
        world.note(Harm.RESTART, instance, cause);
        instance.engine().down();
        world.after(length, instance, () -> start(instance, parameters));
    }

    /** Those that restart with a writer: its readers in old versions, those of global secondaries in old MySQL ones. */
    private Stream<Instance> followers(Instance instance) {
        Cluster cluster = instance.cluster();
        if (!instance.writer()) {
            return Stream.empty();
        }
        Stream<Instance> readers = cluster.version().keepsReaders() ? Stream.empty() : cluster.readers().stream();
        Stream<Instance> secondaries = cluster.version().keepsGlobalSecondaries()
                ? Stream.empty()
                : world.globalClusters().values().stream()
                        .filter(global -> global.primary() == cluster)
                        .flatMap(global -> global.secondaries().stream())
                        .flatMap(secondary -> secondary.instances().stream());
        return Stream.concat(readers, secondaries).filter(each -> each.engine().serving());
    }

    private void start(Instance instance, Optional<String> parameters) {
        if (new MemoryFit(instance).misfit().isEmpty()) {
            instance.engine().up(world.now());
            parameters.ifPresentOrElse(status -> missed(instance, status), () -> adopted(instance));
            world.event(instance, "availability", "DB instance restarted");
        }
    }

    /** The process has come up without the parameters that were waiting for it. */
    private static void missed(Instance instance, String status) {
        instance.sync(false).missed(status);
        instance.sync(true).missed(status);
    }

    /** After a restart the process runs with the parameters that were waiting for it. */
    void adopted(Instance instance) {
        instance.sync(false).restarted();
        instance.sync(true).restarted();
    }
}
