package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /**
     * Copies a snapshot to this region, under a name that can be taken once.
     *
     * @param source a name here, or an ARN
     * @param sourceRegion where the source is when that is not here, or null; AWS reads it there in the caller's name
     * @param key of this region, or null for the source's own and for what is not encrypted
     */
    public void copy(
            Intent intent,
            String source,
            @Nullable String sourceRegion,
            String snapshotId,
            @Nullable String key,
            Map<String, String> tags) {
        calls.change(
                intent,
                "rds:CopyDBClusterSnapshot",
                "snapshot " + snapshotId,
                rds -> rds.copyDBClusterSnapshot(r -> r.sourceDBClusterSnapshotIdentifier(source)
                        .targetDBClusterSnapshotIdentifier(snapshotId)
                        .sourceRegion(sourceRegion)
                        .kmsKeyId(key)
                        .copyTags(false)
                        .tags(RdsCalls.tags(tags))));
    }

    /** Removes a manual snapshot; of a copy that is under way nothing comes. */
    public void delete(Intent intent, String snapshotId) {
        calls.delete(
                intent,
                "rds:DeleteDBClusterSnapshot",
                "snapshot " + snapshotId,
                DbClusterSnapshotNotFoundException.class,
                rds -> rds.deleteDBClusterSnapshot(r -> r.dbClusterSnapshotIdentifier(snapshotId)));
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
