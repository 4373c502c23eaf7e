package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Lists the parameters of a group of clusters with the values set in it. */
final class DescribeDbClusterParameters implements Rule {

    @Override
    public String action() {
        return "DescribeDBClusterParameters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterParameterGroupName", "Source", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        return ParameterGroups.parameters(
                call, ParameterGroups.cluster(site, call.required("DBClusterParameterGroupName")));
    }
}
