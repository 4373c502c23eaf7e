package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists parameter groups of one kind. */
record DescribeParameterGroups(GroupKind kind) implements Rule {

    @Override
    public String action() {
        return "Describe" + kind.shape() + "s";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(kind.nameField(), "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ParameterGroup> groups = call.text(kind.nameField())
                .map(name -> List.of(kind.find(site, name)))
                .orElseGet(() -> List.copyOf(kind.groups(site).values()));
        return Paging.page(
                call,
                kind.shape() + "s",
                groups.stream().map(each -> kind.view(site, each)).toList());
    }
}
