package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** Makes a cluster the target of a proxy. A cluster of a blue/green deployment can't become one any more. */
final class RegisterDbProxyTargets implements Rule {

    @Override
    public String action() {
        return "RegisterDBProxyTargets";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBProxyName", "TargetGroupName", "DBClusterIdentifiers");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Proxy proxy = ProxyView.find(site, call.required("DBProxyName"));
        ProxyView.defaultGroup(call);
        List<String> names = call.texts("DBClusterIdentifiers");
        if (names.size() != 1) {
            throw ApiError.invalidCombination("Exactly one DB cluster must be given in DBClusterIdentifiers.");
        }
        Cluster cluster = Find.cluster(site, names.getFirst());
        if (proxy.registered()) {
            throw new ApiError(
                    "DBProxyTargetAlreadyRegisteredFault",
                    400,
                    "The proxy " + proxy.name() + " is already associated with "
                            + proxy.cluster().id() + ".");
        }
        if (site.blueGreenDeployments().values().stream()
                .anyMatch(each -> !each.completed() && each.concerns(cluster))) {
            throw ApiError.clusterState("DB cluster " + cluster.id()
                    + " is part of a blue/green deployment and can't be added to a proxy.");
        }
        proxy.register(cluster);
        ObjectNode result = Answers.object();
        ArrayNode targets = result.putArray("DBProxyTargets");
        ProxyView.targets(proxy).forEach(targets::add);
        return result;
    }
}
