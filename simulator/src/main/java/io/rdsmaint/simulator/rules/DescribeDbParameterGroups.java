package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists instance parameter groups. */
final class DescribeDbParameterGroups implements Rule {

    @Override
    public String action() {
        return "DescribeDBParameterGroups";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBParameterGroupName", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        List<ParameterGroup> groups = call.text("DBParameterGroupName")
                .map(name -> List.of(ParameterGroups.instance(site, name)))
                .orElseGet(() -> List.copyOf(site.instanceGroups().values()));
        return Paging.page(
                call,
                "DBParameterGroups",
                groups.stream().map(each -> view(site, each)).toList());
    }

    private static ObjectNode view(Site site, ParameterGroup group) {
        return Answers.object()
                .put("DBParameterGroupName", group.name())
                .put("DBParameterGroupFamily", group.family())
                .put("Description", group.name() + " for " + group.family())
                .put("DBParameterGroupArn", site.arn("pg", group.name()));
    }
}
