package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Proxy;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** Leaves a proxy without its target: its clients have no database from then on. */
final class DeregisterDbProxyTargets implements Rule {

    @Override
    public String action() {
        return "DeregisterDBProxyTargets";
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
        boolean target = proxy.registered()
                && names.stream()
                        .anyMatch(each -> Find.id(each).equals(proxy.cluster().id()));
        if (!target) {
            throw new ApiError(
                    "DBProxyTargetNotFoundFault", 404, "The proxy " + proxy.name() + " has no target " + names + ".");
        }
        proxy.deregister();
        return Answers.object();
    }
}
