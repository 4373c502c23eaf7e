package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.process.Snapshotting;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Takes a manual snapshot of a cluster. */
final class CreateDbClusterSnapshot implements Rule {

    @Override
    public String action() {
        return "CreateDBClusterSnapshot";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterIdentifier", "DBClusterSnapshotIdentifier", "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String name = call.required("DBClusterSnapshotIdentifier");
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        String id = SnapshotView.free(site, "DBClusterSnapshotIdentifier", name);
        Find.available(cluster);
        return SnapshotView.answer(new Snapshotting(site.world()).begin(cluster, id, Tags.read(call)));
    }
}
