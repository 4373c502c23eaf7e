package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes another member the writer. From the moment the old writer stops until the new one is up nobody accepts writes;
 * then the old writer restarts as a reader. Versions that do not keep readers up restart all of them.
 */
public final class Failover {

    private static final double LAGGING_MILLIS = 1_000;

    private final World world;

    public Failover(World world) {
        this.world = world;
    }

    /** A failover that the API was asked for: it begins some seconds after the answer. */
    public void requested(Cluster cluster, Instance target) {
        Duration lag = world.draw(world.durations().statusLag());
        cluster.busy(true);
        world.after(lag, cluster, () -> {
            cluster.status("failing-over");
            begin(cluster, target, "FailoverDBCluster to " + target.id());
        });
    }

    /**
     * A failover that Aurora does by itself, at once, because the writer stops.
     *
     * @return false when no reader can take over, so that the cluster stays without a writer
     */
    public boolean forced(Cluster cluster, String cause) {
        Optional<Instance> target = cluster.successor();
        cluster.cause(cause);
        if (target.isEmpty()) {
            cluster.writer().ifPresent(writer -> writer.engine().down());
            return false;
        }
        cluster.busy(true);
        world.after(world.draw(world.durations().statusLag()), cluster, () -> {
            if (cluster.busy()) {
                cluster.status("failing-over");
            }
        });
        begin(cluster, target.get(), cause);
        return true;
    }

    private void begin(Cluster cluster, Instance target, String cause) {
        cluster.cause(cause);
        Optional<Instance> old = cluster.writer();
        String distance = old.map(Instance::zone).filter(target.zone()::equals).isPresent() ? "same" : "cross";
        world.event(cluster, "failover", "Started " + distance + " AZ failover to DB instance: " + target.id());
        var stopped = new ArrayList<Instance>();
        old.ifPresent(stopped::add);
        stopped.add(target);
        if (!cluster.version().keepsReaders()) {
            cluster.readers().stream()
                    .filter(each -> each.engine().serving() && each != target)
                    .forEach(stopped::add);
        }
        stopped.forEach(each -> each.engine().down());
        Duration length = world.draw(world.durations().failover()).plus(catchUp(target));
        world.after(length, cluster, () -> complete(cluster, old, target, stopped));
    }

    private Duration catchUp(Instance target) {
        if (target.lagMillis() <= LAGGING_MILLIS) {
            return Duration.ZERO;
        }
        world.note(Harm.LAGGING_PROMOTION, target, "promoted while %.0f ms behind".formatted(target.lagMillis()));
        return Duration.ofMillis(Math.round(2 * target.lagMillis()));
    }

    private void complete(Cluster cluster, Optional<Instance> old, Instance target, List<Instance> stopped) {
        boolean fails = world.faults().ending("FailoverDBCluster", cluster.id()).isPresent();
        Optional<Instance> winner = fails || !usable(target) ? old.filter(Failover::usable) : Optional.of(target);
        Instance writer = winner.or(cluster::successor).orElse(target);
        boolean wished = writer == target && !fails;
        cluster.writer(writer);
        writer.engine().up(world.now());
        writer.lagMillis(0);
        if (wished) {
            old.ifPresent(before -> new Promotion(world).note(before, writer));
            world.event(cluster, "failover", "Completed failover to DB instance: " + writer.id());
        } else {
            world.event(
                    cluster,
                    "failover",
                    "Cluster failover failed, check the health of your cluster instances and try again.");
        }
        restart(stopped, writer, each -> each.status(each.busy() ? each.status() : "rebooting"));
        Duration rejoin = world.draw(world.durations().rejoin());
        world.after(rejoin, cluster, () -> {
            restart(stopped, writer, this::rejoin);
            cluster.status("available");
            cluster.busy(false);
        });
    }

    private static void restart(List<Instance> stopped, Instance writer, Consumer<Instance> step) {
        stopped.stream().filter(each -> each != writer && usable(each)).forEach(step);
    }

    private void rejoin(Instance instance) {
        if (!instance.busy()) {
            instance.engine().up(world.now());
            instance.lagMillis(15);
            instance.status("available");
            new Restart(world).adopted(instance);
            world.event(instance, "availability", "DB instance restarted");
        }
    }

    private static boolean usable(Instance instance) {
        return instance.cluster().instances().contains(instance)
                && !instance.status().equals("deleting");
    }
}
