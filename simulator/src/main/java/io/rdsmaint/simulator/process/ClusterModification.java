package io.rdsmaint.simulator.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Applies everything that is pending on a cluster. A change of the storage type needs no restart, save on classes with
 * local disks, whose use follows the storage type; a queued engine version restarts every member.
 */
public final class ClusterModification {

    /** The pending change of the storage type. */
    public static final String STORAGE = "StorageType";

    private static final String VERSION = "EngineVersion";
    private static final String ACTION = "ModifyDBCluster";
    private static final Duration COOL_DOWN = Duration.ofDays(30);

    private final World world;

    public ClusterModification(World world) {
        this.world = world;
    }

    /** Begins; nothing happens when nothing is pending. */
    public void begin(Cluster cluster, String cause) {
        if (cluster.pending().isEmpty()) {
            return;
        }
        new ForeignChange(world).note(cluster, cause);
        Duration lag = world.draw(world.durations().statusLag());
        Duration restart = lag.plus(world.draw(world.durations().settle()));
        Duration length = restart.plus(world.draw(world.durations().settle()).multipliedBy(2));
        new Modifying(world).begin(cluster, lag);
        world.after(restart, cluster, () -> restart(cluster, cause));
        world.after(length, cluster, () -> end(cluster));
    }

    private void restart(Cluster cluster, String cause) {
        boolean upgrade = cluster.pending().has(VERSION);
        boolean storage = cluster.pending().has(STORAGE);
        List<Instance> restarting = cluster.instances().stream()
                .filter(each -> each.engine().serving())
                .filter(each -> upgrade || (storage && each.instanceClass().optimizedReads()))
                .toList();
        restarting.forEach(each -> new Restart(world).stop(each, cause));
    }

    private void end(Cluster cluster) {
        Optional<String> broken = world.faults().ending(ACTION, cluster.id());
        if (broken.isEmpty() && !world.faults().noEffect(ACTION, cluster.id())) {
            cluster.pending().properties().forEach(change -> apply(cluster, change.getKey(), change.getValue()));
        }
        cluster.pending().removeAll();
        new Modifying(world).end(cluster, broken.orElse("available"));
    }

    private void apply(Cluster cluster, String name, JsonNode value) {
        switch (name) {
            case STORAGE -> storage(cluster, value.asText());
            case VERSION ->
                EngineVersions.find(cluster.engine(), value.asText()).ifPresent(version -> {
                    cluster.version(version);
                    cluster.instances().forEach(each -> each.engineVersion(version.version()));
                });
            default -> cluster.attributes().set(name, value);
        }
    }

    private void storage(Cluster cluster, String type) {
        cluster.storageType(type);
        if (type.equals(Cluster.IO_OPTIMIZED)) {
            cluster.ioOptimizedAgain(world.now().plus(COOL_DOWN));
        }
        world.event(cluster, "configuration change", "Finished applying modification to storage type " + type);
    }
}
