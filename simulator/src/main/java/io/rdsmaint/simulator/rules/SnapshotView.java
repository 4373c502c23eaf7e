package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.Optional;
import java.util.stream.Stream;

/** Cluster snapshots as calls name and show them. */
final class SnapshotView {

    private SnapshotView() {}

    static ClusterSnapshot find(AccountRegion site, String name) {
        return own(site, name).orElseThrow(() -> missing(name));
    }

    static ApiError missing(String name) {
        return new ApiError("DBClusterSnapshotNotFoundFault", 404, "DBClusterSnapshot not found: " + name);
    }

    private static Optional<ClusterSnapshot> own(AccountRegion site, String name) {
        return foreign(site, name)
                ? Optional.empty()
                : Optional.ofNullable(site.clusterSnapshots().get(id(name)));
    }

    private static boolean foreign(AccountRegion site, String name) {
        String[] arn = name.split(":", 7);
        return arn.length == 7 && !arn[4].equals(site.account());
    }

    /** Its own, or by its ARN one that another account lets it use. */
    static ClusterSnapshot usable(AccountRegion site, String name) {
        return own(site, name)
                .or(() -> shared(site).filter(each -> each.arn().equals(name)).findFirst())
                .orElseThrow(() -> missing(name));
    }

    /** What other accounts let it use, in its region. */
    static Stream<ClusterSnapshot> shared(AccountRegion site) {
        return site.world().sites().stream()
                .filter(other -> other.region().equals(site.region()))
                .flatMap(other -> other.clusterSnapshots().values().stream())
                .filter(each -> each.sharedWith().contains(site.account()));
    }

    /** Names of automated ones have a colon of their own. */
    private static String id(String name) {
        String[] arn = name.split(":", 7);
        String own = arn.length == 7 ? arn[6] : name;
        return own.startsWith("rds:") ? "rds:" + Find.id(own) : Find.id(own);
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
        view.put("PercentProgress", snapshot.percent(snapshot.site().world().now()));
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
        snapshot.sourceArn().ifPresent(arn -> view.put("SourceDBClusterSnapshotArn", arn));
        Tags.put(view, "TagList", snapshot.tags());
        return view;
    }
}
