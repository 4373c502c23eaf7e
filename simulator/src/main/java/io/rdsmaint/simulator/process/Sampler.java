package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Load;
import io.rdsmaint.simulator.model.MetricHistory;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads the gauges of every instance once a minute. An engine that is down reports nothing. */
public final class Sampler {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double RECONNECTING_SECONDS = 60;
    private static final double SLOT_BYTES_PER_SECOND = 1024.0 * 1024;

    private final World world;

    public Sampler(World world) {
        this.world = world;
    }

    /** Takes one sample of everything. */
    public void sample() {
        world.sites().forEach(site -> site.instances().forEach(this::sample));
    }

    private void sample(Instance instance) {
        var values = new HashMap<String, Double>();
        if (instance.engine().serving()) {
            measure(instance, values);
        }
        values.putAll(instance.readings());
        values.values().removeIf(value -> value.isNaN());
        instance.history().add(new MetricHistory.Sample(world.now(), values));
    }

    /** How far a green cluster is behind: told by its own writer, or for PostgreSQL by the blue one. */
    private static void replication(Cluster cluster, Map<String, Double> values) {
        cluster.site().blueGreenDeployments().values().stream()
                .filter(BlueGreenDeployment::replicating)
                .forEach(each -> {
                    boolean postgres = cluster.version().postgres();
                    if (postgres && each.blue().filter(cluster::equals).isPresent()) {
                        values.put("OldestReplicationSlotLag", each.lagSeconds() * SLOT_BYTES_PER_SECOND);
                    } else if (!postgres && each.green().filter(cluster::equals).isPresent()) {
                        values.put("AuroraBinlogReplicaLag", each.lagSeconds());
                    }
                });
    }

    private void measure(Instance instance, Map<String, Double> values) {
        Cluster cluster = instance.cluster();
        Instant now = world.now();
        Load load = Load.on(instance);
        double up = Duration.between(instance.engine().startedAt(), now).toSeconds();
        double memory = cluster.presentGib(instance) * GIB;
        values.put("CPUUtilization", load.cpuPercent(instance));
        values.put("DatabaseConnections", Math.floor(load.connections() * Math.min(1, up / RECONNECTING_SECONDS)));
        values.put("BufferCacheHitRatio", instance.engine().hitRatio(now));
        values.put("FreeableMemory", memory * 0.4);
        values.put("FreeLocalStorage", instance.instanceClass().memoryGib() * GIB * 2);
        values.put(MetricHistory.UPTIME, up);
        if (!instance.writer()) {
            values.put("AuroraReplicaLag", instance.lagMillis());
        }
        if (instance.writer()) {
            replication(cluster, values);
        }
        if (instance.instanceClass().serverless()) {
            values.put("ServerlessDatabaseCapacity", cluster.presentGib(instance) / 2);
            values.put("ACUUtilization", 100 * cluster.presentGib(instance) / cluster.memoryGib(instance));
        }
    }
}
