package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Parameters;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.Set;

/** Lists the parameters that a new group of a family and a kind begins with. */
record DescribeEngineDefaults(GroupKind kind) implements Rule {

    private static final String FAMILY = "DBParameterGroupFamily";

    @Override
    public String action() {
        return kind == GroupKind.CLUSTER ? "DescribeEngineDefaultClusterParameters" : "DescribeEngineDefaultParameters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(FAMILY, "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String family = call.required(FAMILY);
        if (EngineVersions.all().stream().noneMatch(each -> each.family().equals(family))) {
            throw ApiError.invalidValue("ParameterGroupFamily " + family + " is not a valid parameter group family.");
        }
        ParameterGroup fresh = new ParameterGroup("default." + family, family, kind == GroupKind.CLUSTER);
        ObjectNode defaults = Paging.page(
                call,
                "Parameters",
                Parameters.of(fresh).stream()
                        .map(each -> DescribeParameters.view(fresh, each))
                        .toList());
        defaults.put(FAMILY, family);
        ObjectNode result = Answers.object();
        result.set("EngineDefaults", defaults);
        return result;
    }
}
