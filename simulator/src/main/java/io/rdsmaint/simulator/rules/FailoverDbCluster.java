package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.process.Failover;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Promotes a reader: the one named, else the one that the tiers name. */
final class FailoverDbCluster implements Rule {

    @Override
    public String action() {
        return "FailoverDBCluster";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterIdentifier", "TargetDBInstanceIdentifier");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        if (!cluster.ready()) {
            throw ApiError.clusterState("DB cluster " + cluster.id() + " is not in the available state.");
        }
        if (cluster.secondary()) {
            throw ApiError.clusterState("DB cluster " + cluster.id()
                    + " is a secondary of a global database and has no writer to replace.");
        }
        if (cluster.engine().equals("mysql")
                && call.text("TargetDBInstanceIdentifier").isPresent()) {
            throw ApiError.invalidCombination(
                    "TargetDBInstanceIdentifier isn't supported for Multi-AZ DB clusters of RDS for MySQL.");
        }
        Instance target = call.text("TargetDBInstanceIdentifier")
                .map(name -> named(site, cluster, name))
                .orElseGet(() -> cluster.successor()
                        .orElseThrow(() -> ApiError.clusterState(
                                "DB cluster " + cluster.id() + " has no available reader to fail over to.")));
        new Failover(site.world()).requested(cluster, target);
        return Answers.cluster(cluster);
    }

    private static Instance named(AccountRegion site, Cluster cluster, String name) {
        Instance target = site.instance(Find.id(name))
                .orElseThrow(() -> ApiError.instanceState("DB instance " + name + " is not in the available state."));
        if (target.cluster() != cluster || target.writer()) {
            throw ApiError.invalidValue(
                    "The DB instance " + target.id() + " is not a reader of the DB cluster " + cluster.id() + ".");
        }
        if (!target.available() || !target.engine().serving()) {
            throw ApiError.instanceState("DB instance " + target.id() + " is not in the available state.");
        }
        return target;
    }
}
