package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.protocol.ApiError;

/** Cluster snapshots as calls name and show them. */
final class SnapshotView {

    private SnapshotView() {}

    static ClusterSnapshot find(AccountRegion site, String name) {
        ClusterSnapshot found = site.clusterSnapshots().get(id(name));
        if (found == null) {
            throw new ApiError("DBClusterSnapshotNotFoundFault", 404, "DBClusterSnapshot not found: " + name);
        }
        return found;
    }

    /** Names of automated ones have a colon of their own. */
    private static String id(String name) {
        return name.startsWith("rds:") || name.contains(":rds:") ? "rds:" + Find.id(name) : Find.id(name);
    }

    /** Refuses a name that is not valid or taken, and one snapshot too many. */
    static String free(AccountRegion site, String parameter, String name) {
        String id = Find.valid(parameter, name);
        if (site.clusterSnapshots().containsKey(id)) {
            throw new ApiError(
                    "DBClusterSnapshotAlreadyExistsFault",
                    400,
                    "Cannot create the cluster snapshot because one with the identifier " + id + " already exists.");
        }
        if (site.clusterSnapshots().size() >= site.snapshotQuota()) {
            throw new ApiError(
                    "SnapshotQuotaExceeded", 400, "Manual cluster snapshot quota exceeded: " + site.snapshotQuota());
        }
        return id;
    }

    static ObjectNode answer(ClusterSnapshot snapshot) {
        ObjectNode result = Answers.object();
        result.set("DBClusterSnapshot", of(snapshot));
        return result;
    }

    static ObjectNode of(ClusterSnapshot snapshot) {
        ObjectNode view = Answers.object();
        view.put("DBClusterSnapshotIdentifier", snapshot.id());
        view.put("DBClusterIdentifier", snapshot.clusterId());
        view.putPOJO("SnapshotCreateTime", snapshot.createdAt());
        view.put("Engine", snapshot.version().engine());
        view.put("EngineVersion", snapshot.version().version());
        view.put("AllocatedStorage", 1);
        view.put("Status", snapshot.status());
        view.put("Port", 0);
        view.put("SnapshotType", snapshot.type());
        view.put("PercentProgress", snapshot.available() ? 100 : 0);
        view.put("VpcId", SubnetGroupView.VPC);
        view.put(
                "StorageEncrypted",
                snapshot.attributes().path("StorageEncrypted").asBoolean());
        snapshot.databases().master().ifPresent(user -> view.put("MasterUsername", user));
        if (snapshot.attributes().has("KmsKeyId")) {
            view.put("KmsKeyId", snapshot.attributes().path("KmsKeyId").asText());
        }
        view.put("DbClusterResourceId", snapshot.clusterResourceId());
        view.put("DBClusterSnapshotArn", snapshot.arn());
        Tags.put(view, "TagList", snapshot.tags());
        return view;
    }
}
