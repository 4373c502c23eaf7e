package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Load;
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
    private static final double READER_LAG_MILLIS = 15;

    /** What a failover began with: the writer and the target, with the memory that each then had, and who stopped. */
    private record Handover(
            Optional<Instance> old, double oldGib, Instance target, double targetGib, List<Instance> stopped) {}

    private final World world;

    public Failover(World world) {
        this.world = world;
    }

    /**
     * A failover that the API was asked for: it begins some seconds after the answer, unless the writer has failed by
     * then, and Aurora is promoting a reader already.
     */
    public void requested(Cluster cluster, Instance target) {
        cluster.busy(true);
        new ForeignChange(world).note(target, "FailoverDBCluster to " + target.id());
        world.after(world.draw(world.durations().statusLag()), cluster, () -> {
            if (!cluster.failingOver()) {
                cluster.status("failing-over");
                begin(cluster, target, "FailoverDBCluster to " + target.id());
            }
        });
    }

    /**
     * A failover that Aurora does by itself, at once, because the writer stops. When no reader can take over, the
     * cluster stays without a writer.
     */
    public void forced(Cluster cluster, String cause) {
        Optional<Instance> target = cluster.successor();
        cluster.cause(cause);
        if (target.isEmpty()) {
            cluster.writer().ifPresent(writer -> drop(writer, cause));
            return;
        }
        target.filter(each -> !each.established())
                .ifPresent(each -> world.note(
                        Harm.TIER_ORDER_CHANGED, each, "promoted by its tier " + each.promotionTier() + ": " + cause));
        cluster.busy(true);
        world.after(world.draw(world.durations().statusLag()), cluster, () -> {
            if (cluster.busy() && !cluster.doomed()) {
                cluster.status("failing-over");
            }
        });
        begin(cluster, target.get(), cause);
    }

    /** Aurora promotes a reader as soon as there is one to replace a writer that is gone or cannot be started. */
    void ifLost(Cluster cluster) {
        boolean lost = cluster.writer().filter(Instance::restartable).isEmpty() && !cluster.secondary();
        if (lost && !cluster.busy() && cluster.successor().isPresent()) {
            forced(cluster, "the writer cannot be started");
        }
    }

    private void begin(Cluster cluster, Instance target, String cause) {
        cluster.cause(cause);
        cluster.failingOver(true);
        Optional<Instance> old = cluster.writer();
        String distance = old.map(Instance::zone).filter(target.zone()::equals).isPresent() ? "same" : "cross";
        world.event(cluster, "failover", "Started " + distance + " AZ failover to DB instance: " + target.id());
        var handover = new Handover(
                old,
                old.map(cluster::presentGib).orElse(0.0),
                target,
                cluster.presentGib(target),
                stopped(cluster, old, target));
        old.ifPresent(writer -> drop(writer, cause));
        new RoleView(world).leaving(cluster);
        handover.stopped().forEach(each -> each.engine().down());
        Duration length = world.draw(world.durations().failover()).plus(catchUp(target));
        world.after(length, cluster, () -> complete(cluster, handover));
    }

    private static List<Instance> stopped(Cluster cluster, Optional<Instance> old, Instance target) {
        var stopped = new ArrayList<Instance>();
        old.ifPresent(stopped::add);
        stopped.add(target);
        if (!cluster.version().keepsReaders()) {
            cluster.readers().stream()
                    .filter(each -> each.engine().serving() && each != target)
                    .forEach(stopped::add);
        }
        return List.copyOf(stopped);
    }

    private void drop(Instance writer, String cause) {
        if (writer.engine().serving()) {
            world.note(Harm.CONNECTIONS_DROPPED, writer, Load.on(writer).connections() + " connections, by " + cause);
            writer.engine().down();
        }
    }

    private Duration catchUp(Instance target) {
        if (target.lagMillis() <= LAGGING_MILLIS) {
            return Duration.ZERO;
        }
        world.note(Harm.LAGGING_PROMOTION, target, "promoted while %.0f ms behind".formatted(target.lagMillis()));
        return Duration.ofMillis(Math.round(2 * target.lagMillis()));
    }

    private void complete(Cluster cluster, Handover handover) {
        Instance target = handover.target();
        boolean wished =
                world.faults().ending("FailoverDBCluster", cluster.id()).isEmpty() && target.restartable();
        Optional<Instance> winner =
                wished ? Optional.of(target) : handover.old().filter(Instance::restartable);
        Optional<Instance> promoted = winner.or(cluster::successor);
        promoted.ifPresent(writer -> {
            cluster.writer(writer);
            writer.engine().up(world.now());
            writer.lagMillis(0);
        });
        new RoleView(world).changed(cluster, handover.old());
        if (wished) {
            handover.old()
                    .ifPresent(before ->
                            new Promotion(world).note(before, handover.oldGib(), target, handover.targetGib()));
            new Restart(world).adopted(target);
            world.event(cluster, "failover", "Completed failover to DB instance: " + target.id());
        } else {
            world.event(
                    cluster,
                    "failover",
                    "Cluster failover failed, check the health of your cluster instances and try again.");
        }
        others(handover, promoted, each -> each.status("rebooting"));
        world.after(world.draw(world.durations().rejoin()), cluster, () -> {
            others(handover, promoted, this::rejoin);
            if (!cluster.doomed()) {
                cluster.status(cluster.modifying() ? "modifying" : "available");
                cluster.busy(false);
            }
            cluster.failingOver(false);
            ifLost(cluster);
        });
    }

    private static void others(Handover handover, Optional<Instance> promoted, Consumer<Instance> step) {
        handover.stopped().stream()
                .filter(each ->
                        promoted.filter(writer -> writer == each).isEmpty() && each.restartable() && !each.busy())
                .forEach(step);
    }

    private void rejoin(Instance instance) {
        instance.engine().up(world.now());
        instance.lagMillis(READER_LAG_MILLIS);
        instance.status("available");
        new Restart(world).adopted(instance);
        world.event(instance, "availability", "DB instance restarted");
    }
}
