package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotNotFoundException;

/** Cluster snapshots of one account and region. Errors as in {@link RdsGateway}. */
public final class SnapshotGateway {
    private final Supplier<RdsClient> reading;
    private final Supplier<RdsClient> changing;
    private final ErrorTranslation calls;

    public SnapshotGateway(Supplier<RdsClient> reading, Supplier<RdsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** The manual or final snapshot of that name, or empty. */
    public Optional<ClusterSnapshot> snapshot(String snapshotId) {
        return calls.read("rds:DescribeDBClusterSnapshots", "snapshot " + snapshotId, () -> {
            try {
                return reading
                        .get()
                        .describeDBClusterSnapshots(r -> r.dbClusterSnapshotIdentifier(snapshotId))
                        .dbClusterSnapshots()
                        .stream()
                        .findFirst()
                        .map(Clusters::snapshot);
            } catch (DbClusterSnapshotNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Takes a manual snapshot of a cluster, which stays until somebody deletes it. */
    public void create(Intent intent, String snapshotId, String clusterId, Map<String, String> tags) {
        calls.change(
                intent,
                "rds:CreateDBClusterSnapshot",
                "snapshot " + snapshotId,
                RdsGateway::passes,
                () -> changing.get()
                        .createDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier(snapshotId)
                                .dbClusterIdentifier(clusterId)
                                .tags(RdsGateway.tags(tags))));
    }
}
