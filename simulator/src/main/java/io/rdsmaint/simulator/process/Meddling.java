package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Set;

/** Notes a change of something that is not the caller's to change, although the API allows it. */
final class Meddling {

    private static final Set<String> OVER = Set.of("SWITCHOVER_COMPLETED", "DELETING", "INVALID_CONFIGURATION");

    private final World world;

    Meddling(World world) {
        this.world = world;
    }

    /** Notes whose instance is being changed. */
    void note(Instance instance, String cause) {
        Cluster cluster = instance.cluster();
        if (instance.autoscaled()) {
            world.note(Harm.AUTOSCALED_CHANGED, instance, cause);
        }
        if (!cluster.version().aurora()) {
            world.note(Harm.FOREIGN_ENGINE_CHANGED, instance, cluster.engine() + ": " + cause);
        }
        cluster.site().blueGreenDeployments().values().stream()
                .filter(each -> !OVER.contains(each.status()))
                .filter(each -> each.sourceArn().equals(cluster.arn())
                        || each.targetArn().equals(cluster.arn()))
                .forEach(each -> world.note(Harm.BLUE_GREEN_DISTURBED, instance, each.name() + ": " + cause));
    }
}
