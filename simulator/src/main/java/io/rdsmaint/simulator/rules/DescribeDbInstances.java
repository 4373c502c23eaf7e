package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists instances. */
final class DescribeDbInstances implements Rule {

    @Override
    public String action() {
        return "DescribeDBInstances";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBInstanceIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<Instance> named = call.text("DBInstanceIdentifier")
                .map(name -> List.of(Find.instance(site, name)))
                .orElseGet(site::instances);
        List<Instance> kept = Filters.apply(
                call,
                named,
                Map.of(
                        "db-cluster-id", each -> List.of(each.cluster().id()),
                        "db-instance-id", each -> List.of(each.id()),
                        "dbi-resource-id", each -> List.of(each.resourceId()),
                        "engine", each -> List.of(each.cluster().engine()),
                        "domain", each -> List.of()));
        return Paging.page(
                call, "DBInstances", kept.stream().map(InstanceView::shown).toList());
    }
}
