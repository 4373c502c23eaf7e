package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.faults.FaultBook;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import java.util.List;
import java.util.stream.Stream;

/** A cluster as DescribeDBClusters shows it. */
final class ClusterView {

    static final String HOSTED_ZONE = "Z2R2ITUGPM61AM";

    private ClusterView() {}

    /** The part of host names that is the same for all of a site's endpoints. */
    static String domain(AccountRegion site) {
        return "c" + Integer.toString(Math.floorMod((site.account() + site.region()).hashCode(), 1_000_000_007), 36)
                + "simulated." + site.region() + ".rds.amazonaws.com";
    }

    /** As a describe shows it, with faults that hide the true status. */
    static ObjectNode shown(Cluster cluster) {
        FaultBook faults = cluster.site().world().faults();
        return of(cluster, faults.shown(cluster.id(), cluster.status()), writers(cluster, faults));
    }

    /** As the answer to a change shows it. */
    static ObjectNode of(Cluster cluster, String status) {
        return of(cluster, status, cluster.seenWriters());
    }

    private static List<Instance> writers(Cluster cluster, FaultBook faults) {
        List<Instance> seen = cluster.seenWriters();
        return faults.shownWriters(cluster.id())
                .map(named -> switch (named) {
                    case Fault.NO_WRITER -> List.<Instance>of();
                    case Fault.TWO_WRITERS ->
                        Stream.concat(cluster.writer().stream(), cluster.readers().stream())
                                .limit(2)
                                .toList();
                    default -> {
                        List<String> ids = List.of(named.split(","));
                        yield cluster.instances().stream()
                                .filter(each -> ids.contains(each.id()))
                                .toList();
                    }
                })
                .orElse(seen);
    }

    private static ObjectNode of(Cluster cluster, String status, List<Instance> writers) {
        AccountRegion site = cluster.site();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("AllocatedStorage", 1);
        ArrayNode zones = view.putArray("AvailabilityZones");
        cluster.zones().forEach(zones::add);
        view.put("DBClusterIdentifier", cluster.id());
        view.put("DBClusterParameterGroup", cluster.parameterGroup());
        view.put("DBSubnetGroup", SubnetGroupView.name(cluster));
        view.put("Status", status);
        view.put("Endpoint", cluster.id() + ".cluster-" + domain(site));
        view.put("ReaderEndpoint", cluster.id() + ".cluster-ro-" + domain(site));
        view.put(
                "MultiAZ",
                cluster.instances().stream().map(Instance::zone).distinct().count() > 1);
        view.put("Engine", cluster.engine());
        view.put("EngineVersion", cluster.engineVersion());
        view.putPOJO("LatestRestorableTime", site.world().now().minusSeconds(240));
        view.put("Port", cluster.version().port());
        view.put("MasterUsername", cluster.databases().master().orElse("admin"));
        ArrayNode members = view.putArray("DBClusterMembers");
        cluster.instances().stream()
                .filter(Instance::member)
                .forEach(each -> member(members.addObject(), each, writers.contains(each)));
        ArrayNode groups = view.putArray("VpcSecurityGroups");
        cluster.securityGroups()
                .forEach(each ->
                        groups.addObject().put("VpcSecurityGroupId", each).put("Status", "active"));
        view.put("HostedZoneId", HOSTED_ZONE);
        view.put("DbClusterResourceId", cluster.resourceId());
        view.put("DBClusterArn", cluster.arn());
        view.putPOJO("ClusterCreateTime", cluster.createdAt());
        view.put("EngineMode", "provisioned");
        storage(view, cluster);
        view.setAll(cluster.attributes().deepCopy());
        if (!cluster.pending().isEmpty()) {
            view.set("PendingModifiedValues", cluster.pending().deepCopy());
        }
        Tags.put(view, "TagList", cluster.tags());
        return view;
    }

    /** RDS leaves the storage type out when it is {@code aurora}. */
    private static void storage(ObjectNode view, Cluster cluster) {
        if (!cluster.storageType().equals(Cluster.STANDARD)) {
            view.put("StorageType", cluster.storageType());
        }
        cluster.ioOptimizedAgain().ifPresent(at -> view.putPOJO("IOOptimizedNextAllowedModificationTime", at));
    }

    private static void member(ObjectNode view, Instance instance, boolean writer) {
        view.put("DBInstanceIdentifier", instance.id());
        view.put("IsClusterWriter", writer);
        view.put("DBClusterParameterGroupStatus", instance.clusterParameterStatus());
        view.put("PromotionTier", instance.promotionTier());
    }
}
