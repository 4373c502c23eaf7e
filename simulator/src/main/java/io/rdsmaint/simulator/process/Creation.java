package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a new instance up: created, configured, available, and listed as a member somewhat later than it exists. */
public final class Creation {

    private final World world;

    public Creation(World world) {
        this.world = world;
    }

    /** Begins; the instance is already part of its cluster. */
    public void begin(Instance instance) {
        instance.busy(true);
        instance.status("creating");
        world.after(world.draw(world.durations().statusLag()), instance, () -> instance.member(true));
        Duration at = world.draw(world.durations().create());
        world.after(at, instance, () -> up(instance));
        for (String status : configuring(instance)) {
            world.after(at, instance, () -> instance.status(status));
            at = at.plus(world.draw(world.durations().configure()));
        }
        world.after(at.plus(world.eventLead()), instance, () -> {
            Optional<String> ending = world.faults().ending("CreateDBInstance", instance.id());
            new ChangeOutcome(world).end(instance, ending);
        });
    }

    private void up(Instance instance) {
        Cluster cluster = instance.cluster();
        if (new MemoryFit(instance).misfit().isPresent()) {
            return;
        }
        instance.engine().upCold(world.now());
        if (cluster.writer().isEmpty() && !cluster.secondary()) {
            cluster.writer(instance);
        }
        cluster.site().customEndpoints().values().stream()
                .filter(each -> each.cluster() == cluster && each.leadsTo(instance))
                .forEach(each -> world.note(Harm.ENDPOINT_JOINED, instance, "serves the custom endpoint " + each.id()));
        world.event(instance, "creation", "DB instance created");
    }

    private static List<String> configuring(Instance instance) {
        var statuses = new ArrayList<String>();
        if (instance.settings().path("MonitoringInterval").asInt() > 0) {
            statuses.add("configuring-enhanced-monitoring");
        }
        if (instance.settings().path("PerformanceInsightsEnabled").asBoolean()) {
            statuses.add("configuring-performance-insights");
        }
        return statuses;
    }
}
