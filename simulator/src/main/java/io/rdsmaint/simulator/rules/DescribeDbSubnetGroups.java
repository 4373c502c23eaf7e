package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lists the subnet groups of the clusters. */
final class DescribeDbSubnetGroups implements Rule {

    @Override
    public String action() {
        return "DescribeDBSubnetGroups";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBSubnetGroupName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ObjectNode> views = site.clusters().stream()
                .map(SubnetGroupView::of)
                .filter(each -> call.text("DBSubnetGroupName")
                        .filter(wanted ->
                                !wanted.equals(each.path("DBSubnetGroupName").asText()))
                        .isEmpty())
                .collect(Collectors.toMap(
                        each -> each.path("DBSubnetGroupName").asText(),
                        each -> each,
                        (one, other) -> one,
                        TreeMap::new))
                .values()
                .stream()
                .toList();
        if (views.isEmpty() && call.text("DBSubnetGroupName").isPresent()) {
            throw new ApiError("DBSubnetGroupNotFoundFault", 404, "DB subnet group not found.");
        }
        return Paging.page(call, "DBSubnetGroups", views);
    }
}
