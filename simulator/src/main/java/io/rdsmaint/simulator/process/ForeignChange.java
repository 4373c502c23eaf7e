package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterRole;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.World;
import java.util.Set;

/** Notes a change of something that is not the caller's to change, although the API allows it. */
final class ForeignChange {

    private static final Set<String> OVER = Set.of("SWITCHOVER_COMPLETED", "DELETING", "INVALID_CONFIGURATION");

    private final World world;

    ForeignChange(World world) {
        this.world = world;
    }

    /** Notes whose instance is being changed. */
    void note(Instance instance, String cause) {
        Cluster cluster = instance.cluster();
        if (instance.autoscaled()) {
            world.note(Harm.AUTOSCALED_CHANGED, instance, cause);
        }
        note(cluster, instance.id(), cause);
    }

    /** Notes whose cluster is being changed. */
    void note(Cluster cluster, String cause) {
        note(cluster, cluster.id(), cause);
    }

    private void note(Cluster cluster, String subject, String cause) {
        if (!cluster.version().aurora()) {
            note(Harm.FOREIGN_ENGINE_CHANGED, cluster, subject, cluster.engine() + ": " + cause);
        }
        disturbed(cluster, subject, cause);
    }

    /** Notes the deletion of a cluster that clients use, or that a blue/green deployment needs. */
    void deleted(Cluster cluster, boolean snapshot, String cause) {
        if (cluster.live()) {
            note(Harm.CLUSTER_DELETED, cluster, cluster.id(), cause);
        }
        boolean saved = snapshot
                || cluster.site().clusterSnapshots().values().stream()
                        .anyMatch(each -> each.clusterResourceId().equals(cluster.resourceId()));
        if (!saved && cluster.standing() != ClusterRole.STAGING) {
            note(Harm.DELETED_WITHOUT_SNAPSHOT, cluster, cluster.id(), cause);
        }
        disturbed(cluster, cluster.id(), cause);
    }

    private void disturbed(Cluster cluster, String subject, String cause) {
        cluster.site().blueGreenDeployments().values().stream()
                .filter(each -> !OVER.contains(each.status()))
                .filter(each -> each.concerns(cluster))
                .forEach(each -> note(Harm.BLUE_GREEN_DISTURBED, cluster, subject, each.name() + ": " + cause));
    }

    private void note(Harm harm, Cluster cluster, String subject, String detail) {
        world.ledger().note(harm, cluster.id(), subject, world.now(), detail);
    }
}
