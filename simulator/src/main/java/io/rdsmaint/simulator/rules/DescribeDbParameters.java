package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.Site;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Lists the parameters of a group of instances with the values set in it. */
final class DescribeDbParameters implements Rule {

    @Override
    public String action() {
        return "DescribeDBParameters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBParameterGroupName", "Source", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, Site site) {
        return ParameterGroups.parameters(call, ParameterGroups.instance(site, call.required("DBParameterGroupName")));
    }
}
