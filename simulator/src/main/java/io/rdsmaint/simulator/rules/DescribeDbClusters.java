package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists clusters. */
final class DescribeDbClusters implements Rule {

    @Override
    public String action() {
        return "DescribeDBClusters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("DBClusterIdentifier", "Filters", "IncludeShared", "Marker", "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<Cluster> named = call.text("DBClusterIdentifier")
                .map(name -> List.of(Find.cluster(site, name)))
                .orElseGet(() -> List.copyOf(site.clusters()));
        List<Cluster> kept = Filters.apply(
                call,
                named,
                Map.of(
                        "db-cluster-id", each -> List.of(each.id()),
                        "db-cluster-resource-id", each -> List.of(each.resourceId()),
                        "engine", each -> List.of(each.engine()),
                        "clone-group-id",
                                each -> List.of(
                                        each.attributes().path("CloneGroupId").asText()),
                        "domain", each -> List.of()));
        return Paging.page(
                call, "DBClusters", kept.stream().map(ClusterView::shown).toList());
    }
}
