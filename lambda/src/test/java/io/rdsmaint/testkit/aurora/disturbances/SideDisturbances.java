package io.rdsmaint.testkit.aurora.disturbances;

import static io.rdsmaint.testkit.aurora.disturbances.Disturbance.when;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.UPGRADE;

import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The questions of an upgrade about what is on either side, and about what it leaves, each with what leads to it. */
final class SideDisturbances {
    private static final String OLD = "demo-upgrade-old1";
    private static final String OTHER = "other";

    private SideDisturbances() {}

    /** The sides, the snapshot or the deployment are not as they should be. */
    static List<Disturbance> sides() {
        return List.of(
                when("somebody queues a change before the switchover", UPGRADE)
                        .before("switchover", (o, k) -> o.people().queue(k.cluster() + "-2", "Port", "6543"))
                        .asks("Other changes wait on the cluster or its instances")
                        .mendedBy((o, k) ->
                                o.instance(k.cluster() + "-2", i -> i.pending().remove("Port"))),
                when("the deployment leads to another cluster", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.deployments().addCluster(OTHER, green(o).id());
                            leadsTo(o, OTHER);
                        })
                        .asks("The deployment does not lead from this cluster to the green one that was looked over")
                        .mendedBy((o, k) -> leadsTo(o, k.cluster() + "-green")),
                when("the deployment is deleted without its green side", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.deployments().delete(o.deployment().name(), false);
                            o.later(5);
                        })
                        .after("the blue/green deployment is gone or being deleted", "rollback")
                        .asks("The deployment was deleted by somebody else, who kept its green cluster")
                        .mendedAtLast((o, k) -> o.clusters()
                                .filter(c -> c.id().startsWith(k.cluster() + "-green"))
                                .toList()
                                .forEach(c -> o.change(world -> c.site().remove(c)))),
                when("the final snapshot fails", UPGRADE)
                        .before("snapshot_old", (o, k) -> failed(o))
                        .asks("the final snapshot failed")
                        .mendedBy((o, k) -> dropSnapshots(o)),
                when("the final snapshot is deleted while it is taken", UPGRADE)
                        .before("snapshot_old", (o, k) -> o.cluster(OLD, SideDisturbances::deleteOnceBegun))
                        .asks("This call took effect but did not reach its goal")
                        .passes(),
                when("the old cluster is deleted before its snapshot", UPGRADE)
                        .before(
                                "snapshot_old",
                                (o, k) -> o.cluster(OLD, c -> c.site().remove(c)))
                        .asks("the old cluster is gone before its final snapshot was taken")
                        .stays(),
                when("the deployment does not tell of the switchover", UPGRADE)
                        .before("delete_blue_green", (o, k) -> says(o, "AVAILABLE"))
                        .asks("the deployment does not say that the switchover is complete")
                        .mendedBy((o, k) -> says(o, "SWITCHOVER_COMPLETED")));
    }

    private static Cluster green(Outside o) {
        return o.deployment().green().orElseThrow();
    }

    private static void leadsTo(Outside o, String beginning) {
        BlueGreenDeployment deployment = o.deployment();
        o.change(world -> deployment.green(o.clusters()
                .filter(c -> c.id().startsWith(beginning))
                .findFirst()
                .orElseThrow()));
    }

    private static void failed(Outside o) {
        String id = o.step().replaceAll(".* snapshot ", "").replaceAll(" of .*", "");
        o.cluster(OLD, c -> {
            ClusterSnapshot snapshot = new ClusterSnapshot(id, c, o.now());
            snapshot.status("failed");
            c.site().clusterSnapshots().put(id, snapshot);
        });
    }

    private static void dropSnapshots(Outside o) {
        o.snapshot(s -> s.site().clusterSnapshots().remove(s.id()));
    }

    private static void says(Outside o, String status) {
        BlueGreenDeployment deployment = o.deployment();
        o.change(world -> {
            deployment.status(status);
            deployment.memberStatus(status);
        });
    }

    /** Somebody deletes the old side's snapshot while it is taken, after it has been seen. */
    private static void deleteOnceBegun(Cluster old) {
        Map<String, ClusterSnapshot> snapshots = old.site().clusterSnapshots();
        old.site().world().after(Duration.ofSeconds(1), old, () -> {
            if (snapshots.isEmpty()) {
                deleteOnceBegun(old);
            } else {
                old.site().world().after(Duration.ofSeconds(30), old, snapshots::clear);
            }
        });
    }
}
