package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** Removes a manual cluster snapshot at once; a copy that is under way is given up. */
final class DeleteDbClusterSnapshot implements Rule {
    private static final List<String> REMOVABLE = List.of("available", "copying", "failed");

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
        if (!REMOVABLE.contains(snapshot.status())) {
            throw new ApiError(
                    "InvalidDBClusterSnapshotStateFault",
                    400,
                    "DB cluster snapshot " + snapshot.id() + " is " + snapshot.status() + ", not available.");
        }
        if (snapshot.type().equals("automated")) {
            throw new ApiError(
                    "InvalidDBClusterSnapshotStateFault",
                    400,
                    "Automated snapshots go with the retention period of their cluster: " + snapshot.id());
        }
        site.clusterSnapshots().remove(snapshot.id());
        return SnapshotView.answer(snapshot);
    }
}
