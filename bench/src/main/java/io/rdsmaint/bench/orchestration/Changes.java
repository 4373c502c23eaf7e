package io.rdsmaint.bench.orchestration;

import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes down, each second of virtual time, when what describes would show of the world has changed. */
final class Changes {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final VirtualTime time;
    private final Simulator simulator;
    private final List<Instant> changed = new ArrayList<>();
    private String last = "";

    Changes(VirtualTime time, Simulator simulator) {
        this.time = time;
        this.simulator = simulator;
    }

    void begin() {
        String now = shown(simulator.world().site(World.ACCOUNT, World.REGION));
        if (!now.equals(last)) {
            changed.add(time.instant());
            last = now;
        }
        time.after(TICK, this::begin);
    }

    /** The last change between two moments, if there was one. */
    Optional<Instant> lastBetween(Instant after, Instant upTo) {
        return changed.stream()
                .filter(at -> at.isAfter(after) && !at.isAfter(upTo))
                .reduce((first, second) -> second);
    }

    private static String shown(AccountRegion site) {
        StringBuilder all = new StringBuilder();
        site.clusters().forEach(cluster -> all.append(shown(cluster)));
        site.blueGreenDeployments().values().forEach(one -> all.append(one.id()).append(one.status()));
        site.clusterSnapshots().values().forEach(one -> all.append(one.id()).append(one.status()));
        return all.toString();
    }

    private static String shown(Cluster cluster) {
        StringBuilder all = new StringBuilder(cluster.id())
                .append(cluster.status())
                .append(cluster.storageType())
                .append(cluster.engineVersion());
        for (Instance instance : cluster.instances()) {
            all.append(instance.id())
                    .append(instance.status())
                    .append(instance.instanceClass().name())
                    .append(instance.member())
                    .append(instance.writer())
                    .append(instance.clusterParameterStatus())
                    .append(instance.parameterStatus());
        }
        return all.append(';').toString();
    }
}
