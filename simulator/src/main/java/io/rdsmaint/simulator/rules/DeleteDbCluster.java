package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.process.ClusterDeletion;
import io.rdsmaint.simulator.process.Snapshotting;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removes a cluster whose members are gone or going, with a final snapshot unless that is waived. */
final class DeleteDbCluster implements Rule {

    static final String PROTECTED =
            "Cannot delete protected Cluster, please disable deletion protection and try again.";

    @Override
    public String action() {
        return "DeleteDBCluster";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "DBClusterIdentifier", "SkipFinalSnapshot", "FinalDBSnapshotIdentifier", "DeleteAutomatedBackups");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        Optional<String> snapshot = snapshot(call, site);
        if (cluster.attributes().path("DeletionProtection").asBoolean()) {
            throw ApiError.invalidCombination(PROTECTED);
        }
        if (cluster.attributes().has("GlobalClusterIdentifier")) {
            throw ApiError.clusterState(
                    "This cluster is a part of a global cluster, please remove it from the global" + " cluster first.");
        }
        if (cluster.instances().stream().anyMatch(each -> !each.status().equals("deleting"))) {
            throw ApiError.clusterState(
                    "Cluster cannot be deleted, it still contains DB instances in non-deleting state.");
        }
        if (cluster.doomed() || (cluster.busy() && !cluster.failingOver())) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
        snapshot.ifPresent(id -> new Snapshotting(site.world()).begin(cluster, id, Map.of()));
        new ClusterDeletion(site.world()).begin(cluster, snapshot.isPresent(), "DeleteDBCluster of " + cluster.id());
        ObjectNode result = Answers.object();
        result.set("DBCluster", ClusterView.of(cluster, "deleting"));
        return result;
    }

    private static Optional<String> snapshot(Call call, AccountRegion site) {
        boolean skip = call.bool("SkipFinalSnapshot").orElse(false);
        Optional<String> id = call.text("FinalDBSnapshotIdentifier");
        if (skip && id.isPresent()) {
            throw ApiError.invalidCombination(
                    "FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot enabled.");
        }
        if (!skip && id.isEmpty()) {
            throw ApiError.invalidCombination(
                    "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        return id.map(name -> SnapshotView.free(site, "FinalDBSnapshotIdentifier", name));
    }
}
