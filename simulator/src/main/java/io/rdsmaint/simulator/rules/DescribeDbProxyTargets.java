package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists the targets of a proxy with their roles and health. */
final class DescribeDbProxyTargets implements Rule {

    @Override
    public String action() {
        return "DescribeDBProxyTargets";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBProxyName", "TargetGroupName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        call.required("DBProxyName");
        List<ObjectNode> views = ProxyView.named(call, site).stream()
                .flatMap(each -> ProxyView.targets(each).stream())
                .toList();
        return Paging.page(call, "Targets", views);
    }
}
