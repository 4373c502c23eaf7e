package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists cluster parameter groups. */
final class DescribeDbClusterParameterGroups implements Rule {

    @Override
    public String action() {
        return "DescribeDBClusterParameterGroups";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterParameterGroupName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        List<ParameterGroup> groups = call.text("DBClusterParameterGroupName")
                .map(name -> List.of(ParameterGroups.cluster(site, name)))
                .orElseGet(() -> List.copyOf(site.clusterGroups().values()));
        return Paging.page(
                call,
                "DBClusterParameterGroups",
                groups.stream().map(each -> view(site, each)).toList());
    }

    private static ObjectNode view(Site site, ParameterGroup group) {
        return Answers.object()
                .put("DBClusterParameterGroupName", group.name())
                .put("DBParameterGroupFamily", group.family())
                .put("Description", group.name() + " for " + group.family())
                .put("DBClusterParameterGroupArn", site.arn("cluster-pg", group.name()));
    }
}
