package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Filters;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Lists cluster snapshots, by the name that the cluster had when they were taken. */
final class DescribeDbClusterSnapshots implements Rule {

    @Override
    public String action() {
        return "DescribeDBClusterSnapshots";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "DBClusterIdentifier",
                "DBClusterSnapshotIdentifier",
                "DbClusterResourceId",
                "SnapshotType",
                "IncludeShared",
                "Filters",
                "Marker",
                "MaxRecords");
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ClusterSnapshot> named = call.text("DBClusterSnapshotIdentifier")
                .map(name ->
                        List.of(withShared(call) ? SnapshotView.usable(site, name) : SnapshotView.find(site, name)))
                .orElseGet(() -> Stream.concat(
                                site.clusterSnapshots().values().stream(),
                                withShared(call) ? SnapshotView.shared(site) : Stream.empty())
                        .toList());
        List<ClusterSnapshot> kept = Filters.apply(
                call,
                named,
                Map.of(
                        "db-cluster-id", each -> List.of(each.clusterId()),
                        "db-cluster-snapshot-id", each -> List.of(each.id()),
                        "snapshot-type", each -> List.of(each.type()),
                        "engine", each -> List.of(each.version().engine())));
        return Paging.page(
                call,
                "DBClusterSnapshots",
                kept.stream()
                        .filter(each -> wanted(call, "DBClusterIdentifier", each.clusterId())
                                && wanted(call, "DbClusterResourceId", each.clusterResourceId())
                                && wanted(call, "SnapshotType", type(site, each))
                                && !unnamedType(call, each))
                        .map(SnapshotView::of)
                        .toList());
    }

    private static boolean withShared(Call call) {
        return call.text("SnapshotType")
                .map("shared"::equals)
                .orElseGet(() -> call.bool("IncludeShared").orElse(false));
    }

    private static String type(AccountRegion site, ClusterSnapshot snapshot) {
        return snapshot.site().account().equals(site.account()) ? snapshot.type() : "shared";
    }

    /** An automated one is found by its name only when the type is said, too. */
    private static boolean unnamedType(Call call, ClusterSnapshot snapshot) {
        return snapshot.type().equals("automated")
                && call.text("DBClusterSnapshotIdentifier").isPresent()
                && call.text("SnapshotType").isEmpty();
    }

    private static boolean wanted(Call call, String parameter, String value) {
        return call.text(parameter)
                .filter(each -> !each.equals(value) && !Find.id(each).equals(value))
                .isEmpty();
    }
}
