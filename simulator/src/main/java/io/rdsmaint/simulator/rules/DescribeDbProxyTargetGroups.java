package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists the target groups of a proxy: the one named default. */
final class DescribeDbProxyTargetGroups implements Rule {

    @Override
    public String action() {
        return "DescribeDBProxyTargetGroups";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBProxyName", "TargetGroupName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        call.required("DBProxyName");
        List<ObjectNode> views = ProxyView.named(call, site).stream()
                .filter(each -> call.text("TargetGroupName")
                        .filter(name -> !name.equals("default"))
                        .isEmpty())
                .map(ProxyView::targetGroup)
                .toList();
        return Paging.page(call, "TargetGroups", views);
    }
}
