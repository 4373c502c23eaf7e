package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Removes a manual cluster snapshot at once. */
final class DeleteDbClusterSnapshot implements Rule {

    @Override
    public String action() {
        return "DeleteDBClusterSnapshot";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterSnapshotIdentifier");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ClusterSnapshot snapshot = SnapshotView.find(site, call.required("DBClusterSnapshotIdentifier"));
        if (!snapshot.available()) {
            throw new ApiError(
                    "InvalidDBClusterSnapshotStateFault",
                    400,
                    "DB cluster snapshot " + snapshot.id() + " is " + snapshot.status() + ", not available.");
        }
        site.clusterSnapshots().remove(snapshot.id());
        return SnapshotView.answer(snapshot);
    }
}
