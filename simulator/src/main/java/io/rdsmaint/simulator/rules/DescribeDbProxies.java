package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists proxies. */
final class DescribeDbProxies implements Rule {

    @Override
    public String action() {
        return "DescribeDBProxies";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBProxyName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ObjectNode> views =
                ProxyView.named(call, site).stream().map(ProxyView::of).toList();
        return Paging.page(call, "DBProxies", views);
    }
}
