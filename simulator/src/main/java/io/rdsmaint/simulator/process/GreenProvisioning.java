package io.rdsmaint.simulator.process;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterRole;
import io.rdsmaint.simulator.model.CustomEndpoint;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Workload;
import io.rdsmaint.simulator.model.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Grows the green resources of a deployment: like the blue ones in class, zone, tier, settings and tags. What AWS does
 * not copy is left out.
 */
final class GreenProvisioning {

    private static final List<String> NOT_COPIED = List.of(
            "AssociatedRoles",
            "BacktrackConsumedChangeRecords",
            "BacktrackWindow",
            "EarliestBacktrackTime",
            "EarliestRestorableTime",
            "MasterUserSecret");

    private final World world;
    private final Cluster blue;
    private final GreenPlan plan;
    private final BlueGreenDeployment deployment;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Instance, Instance> copies = new LinkedHashMap<>();

    GreenProvisioning(World world, Cluster blue, GreenPlan plan, BlueGreenDeployment deployment) {
        this.world = world;
        this.blue = blue;
        this.plan = plan;
        this.deployment = deployment;
    }

    private Cluster green() {
        return deployment.green().orElseGet(this::cluster);
    }

    private Cluster cluster() {
        Cluster green = blue.site().addCluster(name(blue.id()), blue.version(), blue.zones());
        green.standing(ClusterRole.STAGING);
        green.workload(Workload.none());
        green.cause("the blue/green deployment " + plan.name());
        green.attributes().setAll(blue.attributes().deepCopy());
        green.attributes().remove(NOT_COPIED);
        green.attributes().put("ActivityStreamStatus", "stopped");
        green.copyDatabases(blue);
        if (blue.answersHttp()) {
            green.httpEndpoint(true);
        }
        green.tags().putAll(blue.tags());
        green.contents().databases(blue.contents().databases());
        green.parameterGroup(sameFamily() ? plan.clusterGroup() : blue.parameterGroup());
        green.busy(true);
        green.status("creating");
        deployment.green(green);
        world.event(green, "creation", "DB cluster created");
        return green;
    }

    /** True when a blue instance has its counterpart. */
    boolean copied(Instance original) {
        return copies.containsKey(original);
    }

    /** Creates the counterpart of a blue instance. */
    Instance instance(Instance original) {
        Cluster green = green();
        Instance copy = new Instance(
                green,
                name(original.id()),
                world.names().resourceId("db"),
                original.instanceClass(),
                original.zone(),
                world.now(),
                false);
        copy.promotionTier(original.promotionTier());
        copy.parameterGroup(
                green.version().family().equals(plan.version().family())
                        ? target(original)
                        : original.parameterGroup());
        copy.settings().setAll(original.settings().deepCopy());
        copy.tags().putAll(original.tags());
        green.add(copy);
        copies.put(original, copy);
        deployment.counterpart(original, copy);
        new Creation(world).begin(copy);
        return copy;
    }

    private String target(Instance original) {
        return plan.instanceGroup()
                .orElseGet(() -> sameFamily()
                        ? original.parameterGroup()
                        : plan.version().defaultGroup());
    }

    /** Takes the green cluster down for its upgrade. */
    void upgrading() {
        Cluster green = green();
        green.status("upgrading");
        world.event(green, "maintenance", "Upgrade preparation in progress: " + green.id());
        world.event(green, "maintenance", "Database cluster upgrade is in progress.");
        green.instances().forEach(each -> {
            each.busy(true);
            each.status("upgrading");
            each.engine().down();
        });
    }

    /** Brings the green cluster up in its new version, with the parameter groups that it was asked to have. */
    void upgraded() {
        Cluster green = green();
        boolean major = !plan.version().major().equals(green.version().major());
        green.version(plan.version());
        green.parameterGroup(plan.clusterGroup());
        copies.forEach((original, copy) -> copy.parameterGroup(target(original)));
        green.instances().forEach(each -> {
            each.engineVersion(plan.version().version());
            each.engine().upCold(world.now());
            new Restart(world).adopted(each);
            each.busy(false);
            each.status("available");
        });
        green.status("available");
        world.event(
                green,
                "maintenance",
                "Database cluster engine " + (major ? "major version" : "version") + " has been upgraded.");
    }

    /** Creates the counterparts of the custom endpoints, leading to the counterparts of their members. */
    void endpoints() {
        AccountRegion site = blue.site();
        deployment.pairedEndpoints().forEach(original -> {
            CustomEndpoint copy = new CustomEndpoint(green(), name(original.id()), original.type());
            copy.staticMembers().addAll(counterparts(original.staticMembers()));
            copy.excludedMembers().addAll(counterparts(original.excludedMembers()));
            copy.forWrites(original.forWrites());
            copy.tags().putAll(original.tags());
            site.customEndpoints().put(copy.id(), copy);
            deployment.counterpart(original, copy);
        });
    }

    private Set<String> counterparts(Set<String> members) {
        return members.stream().filter(names::containsKey).map(names::get).collect(Collectors.toSet());
    }

    /** Ends the work on the green cluster, if there is one: it takes changes now. */
    void rest() {
        deployment.green().ifPresent(green -> {
            green.busy(false);
            green.status("available");
        });
    }

    private String name(String original) {
        return names.computeIfAbsent(
                original, id -> Suffixes.append(id, "-green-" + world.names().suffix()));
    }

    private boolean sameFamily() {
        return plan.version().family().equals(blue.version().family());
    }
}
