package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.process.Creation;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Adds an instance to a cluster. */
final class CreateDbInstance implements Rule {

    private static final int MOST_MEMBERS = 16;

    @Override
    public String action() {
        return "CreateDBInstance";
    }

    @Override
    public Set<String> parameters() {
        var names = new HashSet<>(Settings.PARAMETERS);
        names.addAll(Set.of(
                "DBInstanceIdentifier",
                "DBClusterIdentifier",
                "DBInstanceClass",
                "Engine",
                "EngineVersion",
                "AvailabilityZone",
                "DBParameterGroupName",
                "PromotionTier",
                "Tags"));
        return names;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String id = Find.valid("DBInstanceIdentifier", call.required("DBInstanceIdentifier"));
        String className = call.required("DBInstanceClass");
        String engine = call.required("Engine");
        Cluster cluster = Find.cluster(site, call.required("DBClusterIdentifier"));
        checkCluster(call, cluster, engine);
        String zone = zone(call, cluster);
        InstanceClass instanceClass = ClassCheck.offered(cluster, zone, className);
        ObjectNode settings = Settings.of(call);
        Settings.check(settings);
        ClassCheck.insights(cluster, instanceClass, settings);
        checkRoom(site, cluster, id, instanceClass, zone);
        Map<String, String> tags = Tags.read(call);

        Instance instance = new Instance(
                cluster,
                id,
                site.world().names().resourceId("db"),
                instanceClass,
                zone,
                site.world().now(),
                false);
        call.text("DBParameterGroupName")
                .map(name -> group(cluster, name).name())
                .ifPresent(instance::parameterGroup);
        instance.promotionTier(call.integer("PromotionTier").map(Tiers::valid).orElse(1));
        instance.settings().setAll(defaults(site));
        instance.settings().setAll(settings);
        instance.tags().putAll(tags);
        cluster.add(instance);
        new Creation(site.world()).begin(instance);
        return Answers.instance(instance, "creating");
    }

    static ObjectNode defaults(AccountRegion site) {
        return Answers.object()
                .put("AutoMinorVersionUpgrade", true)
                .put("CACertificateIdentifier", site.defaultAuthority())
                .put("CopyTagsToSnapshot", false)
                .put("MonitoringInterval", 0)
                .put("PerformanceInsightsEnabled", false)
                .put("PreferredMaintenanceWindow", "sat:03:14-sat:03:44")
                .put("PubliclyAccessible", false);
    }

    static ParameterGroup group(Cluster cluster, String name) {
        return GroupKind.checkFamily(GroupKind.INSTANCE.find(cluster.site(), name), cluster);
    }

    private static void checkCluster(Call call, Cluster cluster, String engine) {
        if (!engine.equals(cluster.engine())) {
            throw ApiError.invalidCombination("The engine name requested for your DB instance (" + engine
                    + ") doesn't match the engine name of your DB cluster (" + cluster.engine() + ").");
        }
        call.text("EngineVersion")
                .filter(version -> !version.equals(cluster.engineVersion()))
                .ifPresent(version -> {
                    throw ApiError.invalidCombination("The engine version that you requested for your DB instance ("
                            + version + ") does not match the engine version of your DB cluster ("
                            + cluster.engineVersion() + ").");
                });
        if (!cluster.individuallyManaged()) {
            throw ApiError.invalidCombination(
                    "You can't create a DB instance in the DB cluster " + cluster.id() + " because of its type.");
        }
        if (!cluster.ready()) {
            throw ApiError.clusterState("DBCluster " + cluster.id() + " is not in the available state.");
        }
    }

    private static String zone(Call call, Cluster cluster) {
        return call.text("AvailabilityZone")
                .map(zone -> {
                    if (!cluster.zones().contains(zone)) {
                        throw new ApiError(
                                "InvalidVPCNetworkStateFault",
                                400,
                                "The requested availability zone " + zone + " is not one of the DB cluster's: "
                                        + cluster.zones());
                    }
                    return zone;
                })
                .orElseGet(() -> cluster.zones().stream()
                        .min(Comparator.comparingLong(each -> cluster.instances().stream()
                                .filter(i -> i.zone().equals(each))
                                .count()))
                        .orElseThrow());
    }

    private static void checkRoom(
            AccountRegion site, Cluster cluster, String id, InstanceClass instanceClass, String zone) {
        if (site.instance(id).isPresent()) {
            throw new ApiError("DBInstanceAlreadyExists", 400, "DB instance already exists");
        }
        if (cluster.instances().size() >= MOST_MEMBERS) {
            throw ApiError.clusterState(
                    "DB cluster " + cluster.id() + " already has the maximum of " + MOST_MEMBERS + " DB instances.");
        }
        if (site.instances().size() >= site.instanceQuota()) {
            throw new ApiError("InstanceQuotaExceeded", 400, "DB instance quota exceeded: " + site.instanceQuota());
        }
        if (site.world().faults().noCapacity("CreateDBInstance", instanceClass.name())
                || !site.orderable().inStock(instanceClass, zone)) {
            throw new ApiError(
                    "InsufficientDBInstanceCapacity",
                    400,
                    "Cannot create a database instance because there is no " + instanceClass.name() + " capacity in "
                            + zone + " right now. Try another class or zone, or try again later.");
        }
    }
}
