package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.MaintenanceAction;
import io.rdsmaint.simulator.model.Window;
import io.rdsmaint.simulator.model.World;
import java.time.Instant;
import java.util.List;

/** Applies, when a weekly window opens, the changes and the maintenance that wait for it. */
public final class MaintenanceWindows {

    private final World world;

    public MaintenanceWindows(World world) {
        this.world = world;
    }

    void minute() {
        world.sites()
                .forEach(site -> site.clusters().forEach(cluster -> {
                    minute(cluster);
                    cluster.instances().forEach(this::minute);
                }));
    }

    private void minute(Cluster cluster) {
        List<MaintenanceAction> due = due(cluster.maintenance());
        boolean pending = !cluster.pending().isEmpty() && cluster.ready();
        if ((due.isEmpty() && !pending)
                || !opens(
                        cluster.attributes().path("PreferredMaintenanceWindow").asText())) {
            return;
        }
        if (!due.isEmpty()) {
            strike(cluster, due);
        }
        if (pending) {
            String cause = "the maintenance window of " + cluster.id();
            world.note(Harm.QUEUED_CHANGE_APPLIED, cluster, cluster.pending() + " by " + cause);
            new ClusterModification(world).begin(cluster, cause);
        }
    }

    private void minute(Instance instance) {
        List<MaintenanceAction> due = due(instance.maintenance());
        boolean waiting = !due.isEmpty() || !instance.pending().isEmpty();
        if (waiting
                && instance.available()
                && opens(instance.settings().path("PreferredMaintenanceWindow").asText())) {
            apply(instance, due, "the maintenance window of " + instance.id());
        }
    }

    private List<MaintenanceAction> due(List<MaintenanceAction> actions) {
        return actions.stream().filter(each -> each.strikes(world.now())).toList();
    }

    private boolean opens(String window) {
        Instant now = world.now();
        return !window.isEmpty()
                && !Window.parse(window).nextAfter(now.minusSeconds(60)).isAfter(now);
    }

    private void strike(Cluster cluster, List<MaintenanceAction> due) {
        cluster.maintenance().removeAll(due);
        cluster.instances().stream()
                .filter(Instance::available)
                .forEach(each -> apply(each, due, "the maintenance window of " + cluster.id()));
    }

    /** Applies maintenance to an instance now, with whatever else is pending on it. */
    public void apply(Instance instance, List<MaintenanceAction> due, String cause) {
        instance.maintenance().removeAll(due);
        due.forEach(action -> world.note(Harm.MAINTENANCE_APPLIED, instance, action.action() + " by " + cause));
        if (!instance.pending().isEmpty()) {
            world.note(Harm.QUEUED_CHANGE_APPLIED, instance, instance.pending() + " by " + cause);
            new Modification(world).begin(instance, cause);
        } else {
            new Restart(world).forMaintenance(instance, cause);
        }
    }
}
