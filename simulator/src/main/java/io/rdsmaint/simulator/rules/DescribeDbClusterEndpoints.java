package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lists the writer, reader and custom endpoints of clusters. */
final class DescribeDbClusterEndpoints implements Rule {

    @Override
    public String action() {
        return "DescribeDBClusterEndpoints";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterIdentifier", "DBClusterEndpointIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        var views = new ArrayList<ObjectNode>();
        site.clusters().stream()
                .filter(each -> call.text("DBClusterIdentifier")
                        .filter(name -> !Find.cluster(site, name).equals(each))
                        .isEmpty())
                .forEach(each -> views.addAll(EndpointView.all(each)));
        List<ObjectNode> named = call.text("DBClusterEndpointIdentifier")
                .map(id -> {
                    EndpointView.find(site, id);
                    return views.stream()
                            .filter(each -> each.path("DBClusterEndpointIdentifier")
                                    .asText()
                                    .equals(id))
                            .toList();
                })
                .orElse(views);
        List<ObjectNode> kept = Filters.apply(
                call,
                named,
                Map.of(
                        "db-cluster-endpoint-type",
                                each -> List.of(
                                        each.path("EndpointType").asText().toLowerCase(Locale.ROOT)),
                        "db-cluster-endpoint-custom-type",
                                each -> List.of(
                                        each.path("CustomEndpointType").asText().toLowerCase(Locale.ROOT)),
                        "db-cluster-endpoint-id",
                                each -> List.of(
                                        each.path("DBClusterEndpointIdentifier").asText()),
                        "db-cluster-endpoint-status",
                                each -> List.of(each.path("Status").asText())));
        return Paging.page(call, "DBClusterEndpoints", kept);
    }
}
