package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.GlobalCluster;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the global databases that have a member in this region. */
final class DescribeGlobalClusters implements Rule {

    @Override
    public String action() {
        return "DescribeGlobalClusters";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("GlobalClusterIdentifier", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<GlobalCluster> named = site.world().globalClusters().values().stream()
                .filter(each -> call.text("GlobalClusterIdentifier")
                        .filter(id -> !id.equals(each.id()))
                        .isEmpty())
                .filter(each -> Stream.concat(Stream.of(each.primary()), each.secondaries().stream())
                        .anyMatch(member -> member.site() == site))
                .toList();
        if (named.isEmpty() && call.text("GlobalClusterIdentifier").isPresent()) {
            throw new ApiError("GlobalClusterNotFoundFault", 404, "Global cluster not found.");
        }
        List<GlobalCluster> kept = Filters.apply(call, named, Map.of("region", each -> List.of(site.region())));
        return Paging.page(
                call,
                "GlobalClusters",
                kept.stream().map(DescribeGlobalClusters::view).toList());
    }

    private static ObjectNode view(GlobalCluster global) {
        ObjectNode view = Answers.object();
        view.put("GlobalClusterIdentifier", global.id());
        view.put("GlobalClusterResourceId", "cluster-" + global.id());
        view.put(
                "GlobalClusterArn",
                "arn:aws:rds::" + global.primary().site().account() + ":global-cluster:" + global.id());
        view.put("Status", "available");
        view.put("Engine", global.primary().engine());
        view.put("EngineVersion", global.primary().engineVersion());
        view.put("StorageEncrypted", true);
        view.put("DeletionProtection", true);
        ArrayNode members = view.putArray("GlobalClusterMembers");
        ObjectNode primary = member(members, global.primary(), true);
        ArrayNode readers = primary.putArray("Readers");
        global.secondaries().forEach(each -> readers.add(each.arn()));
        global.secondaries().forEach(each -> member(members, each, false));
        return view;
    }

    private static ObjectNode member(ArrayNode members, Cluster cluster, boolean writer) {
        return members.addObject()
                .put("DBClusterArn", cluster.arn())
                .put("IsWriter", writer)
                .put("SynchronizationStatus", "connected");
    }
}
