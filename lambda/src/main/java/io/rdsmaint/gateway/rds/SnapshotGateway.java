package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;

/** Cluster snapshots of one account and region. Errors as in {@link RdsCalls}. */
public final class SnapshotGateway {
    private final RdsCalls calls;

    public SnapshotGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /** The manual or final snapshot of that name, or empty. */
    public Optional<ClusterSnapshot> snapshot(String snapshotId) {
        return calls.find(
                "rds:DescribeDBClusterSnapshots",
                "snapshot " + snapshotId,
                DbClusterSnapshotNotFoundException.class,
                rds -> rds
                        .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier(snapshotId))
                        .dbClusterSnapshots()
                        .stream()
                        .map(Clusters::snapshot));
    }

    /** Takes a manual snapshot of a cluster, which stays until somebody deletes it. */
    public void create(Intent intent, String snapshotId, String clusterId, Map<String, String> tags) {
        calls.change(
                intent,
                "rds:CreateDBClusterSnapshot",
                "snapshot " + snapshotId,
                rds -> rds.createDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier(snapshotId)
                        .dbClusterIdentifier(clusterId)
                        .tags(RdsCalls.tags(tags))));
    }
}
