package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists the endpoints of proxies, the default ones included. */
final class DescribeDbProxyEndpoints implements Rule {

    @Override
    public String action() {
        return "DescribeDBProxyEndpoints";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBProxyName", "DBProxyEndpointName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ObjectNode> views = ProxyView.named(call, site).stream()
                .flatMap(each -> ProxyView.endpoints(each).stream())
                .filter(each -> call.text("DBProxyEndpointName")
                        .filter(name ->
                                !name.equals(each.path("DBProxyEndpointName").asText()))
                        .isEmpty())
                .toList();
        return Paging.page(call, "DBProxyEndpoints", views);
    }
}
