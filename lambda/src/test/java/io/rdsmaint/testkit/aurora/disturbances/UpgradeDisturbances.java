package io.rdsmaint.testkit.aurora.disturbances;

import static io.rdsmaint.testkit.aurora.disturbances.Disturbance.when;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.UPGRADE;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.model.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The questions of an upgrade by blue/green, each with what leads to it. */
final class UpgradeDisturbances {
    private static final Kind PROXIED = UPGRADE.in("upgrade-proxied", "demo-upgrade");
    private static final String OLD = "demo-upgrade-old1";
    private static final String CARRIED = "max_replication_slots";

    private UpgradeDisturbances() {}

    /** Before the switchover. */
    static List<Disturbance> before() {
        return List.of(
                when("a parameter group has the name", UPGRADE)
                        .before(
                                "create_parameter_group",
                                (o, k) -> o.change(world -> world.sites()
                                        .forEach(site -> site.clusterGroups()
                                                .put(
                                                        group(o),
                                                        new ParameterGroup(group(o), "aurora-postgresql16", true)))))
                        .asks("a parameter group of this name exists already")
                        .mendedBy((o, k) -> o.change(world -> world.sites()
                                .forEach(site -> site.clusterGroups().remove(group(o))))),
                when("a parameter group of another family has the name and the mark", UPGRADE)
                        .before(
                                "create_parameter_group",
                                (o, k) -> group(o, "aurora-postgresql15", Disturbances.operation(o)))
                        .asks("the parameter group is of another family than it was created for")
                        .mendedBy((o, k) -> o.change(world -> world.sites()
                                .forEach(site -> site.clusterGroups().remove(group(o))))),
                when("a value that is to be carried over is reset", UPGRADE)
                        .before("set_parameters", (o, k) -> source(o, k, values -> values.remove(CARRIED)))
                        .asks("parameters that were to be carried over are no longer set in")
                        .mendedBy((o, k) -> source(o, k, values -> values.put(CARRIED, "25"))),
                when("the parameter group is replaced", UPGRADE)
                        .before("set_parameters", (o, k) -> group(o, "aurora-postgresql16", "theirs"))
                        .after("the group that was made for this is gone, or another one has its name", "rollback")
                        .asks("this operation did not make the group, so it is not deleted")
                        .mendedBy((o, k) -> o.change(world -> world.sites()
                                .forEach(site -> site.clusterGroups()
                                        .keySet()
                                        .removeIf(g -> g.contains("-aurora-postgresql16-"))))),
                when("the parameter group is deleted", UPGRADE)
                        .before(
                                "set_parameters",
                                (o, k) -> o.change(world -> world.sites()
                                        .forEach(site -> site.clusterGroups().remove(group(o)))))
                        .asks("the group that was made for this is gone, or another one has its name")
                        .stays(),
                when("AWS can't build the green side", UPGRADE)
                        .before(
                                "create_blue_green",
                                (o, k) -> o.fault(Fault.endsInStatus(
                                        "CreateBlueGreenDeployment", k.cluster(), "INVALID_CONFIGURATION")))
                        .asks("AWS could not build the green side")
                        .stays(),
                when("transactions stay open", UPGRADE)
                        .with("\"wait_timeout\": 300,")
                        .before("create_blue_green", (o, k) -> o.deployments().longTransactions(k.cluster(), true))
                        .asks("transaction")
                        .mendedBy((o, k) -> o.deployments().longTransactions(k.cluster(), false)),
                when("the cluster is part of another deployment", UPGRADE)
                        .before("create_blue_green", (o, k) -> {
                            o.deployments().create(k.cluster(), "theirs", "16.6");
                            o.later(10);
                        })
                        .asks("the cluster already is part of another blue/green deployment")
                        .mendedBy((o, k) -> {
                            o.deployments().delete("theirs", true);
                            o.later(10);
                        }),
                when("AWS refuses the cluster", UPGRADE)
                        .before(
                                "create_blue_green",
                                (o, k) -> o.fault(Fault.error(
                                        "CreateBlueGreenDeployment", "SourceClusterNotSupportedFault", 400)))
                        .asks("was refused")
                        .passes(),
                when("somebody queues a change", UPGRADE)
                        .before("create_blue_green", (o, k) -> o.people().queue(k.cluster() + "-2", "Port", "6543"))
                        .asks("Other changes wait on the cluster or its instances")
                        .mendedBy((o, k) ->
                                o.instance(k.cluster() + "-2", i -> i.pending().remove("Port"))),
                when("the deployment is deleted", UPGRADE)
                        .before("await_green", (o, k) -> {
                            o.later(10);
                            o.deployments().delete(o.deployment().name(), true);
                        })
                        .asks("the blue/green deployment is gone or being deleted")
                        .stays(),
                when("AWS cancels the switchover", UPGRADE)
                        .before("switchover", (o, k) -> o.fault(Fault.switchoverStalls(k.cluster())))
                        .asks("AWS canceled the switchover and brought everything back")
                        .passes(),
                when("the deployment is deleted before the switchover", UPGRADE)
                        .before(
                                "switchover",
                                (o, k) -> o.deployments().delete(o.deployment().name(), true))
                        .asks("the blue/green deployment is gone or being deleted")
                        .stays(),
                when("the green side becomes another one than was asked for", UPGRADE)
                        .before("switchover", (o, k) -> green(o, "16.4"))
                        .asks("The green side is not what was asked for")
                        .mendedBy((o, k) -> green(o, "16.6")),
                when("the green side breaks", UPGRADE)
                        .before("switchover", (o, k) -> o.people().breakDown(greenInstance(o), "storage-full"))
                        .asks("An instance of the green side is not in service")
                        .mendedBy((o, k) -> {
                            o.people().reboot(greenInstance(o));
                            o.later(5);
                        }),
                when("replication is degraded", UPGRADE)
                        .before(
                                "switchover",
                                (o, k) -> o.fault(Fault.replicationDegraded(k.cluster(), "a table was changed")))
                        .asks("Replication to the green side is degraded")
                        .mendedBy((o, k) -> o.noFault()),
                when("the green side falls behind", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.people().reading(k.cluster() + "-1", "OldestReplicationSlotLag", 1e9);
                            o.later(5);
                        })
                        .asks("The green side does not catch up")
                        .mendedBy((o, k) -> {
                            o.people().reading(k.cluster() + "-1", "OldestReplicationSlotLag", 0);
                            o.later(5);
                        }),
                when("an instance of the green side is deleted", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.people().delete(greenInstance(o));
                            o.later(5);
                        })
                        .asks("A member of the deployment is gone")
                        .stays(),
                when("the green side is promoted", UPGRADE)
                        .before(
                                "switchover",
                                (o, k) -> o.deployments().promote(o.deployment().name()))
                        .asks("The blue/green deployment can't be switched over in its present status")
                        .stays(),
                when("a proxy loses its target", PROXIED)
                        .before("switchover", (o, k) -> o.proxy(Proxy::deregister))
                        .asks("A proxy no longer has the cluster as its target")
                        .mendedBy((o, k) -> o.deployments().register("demo-upgrade-proxy", k.cluster())),
                when("an earlier switchover failed", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.fault(Fault.switchoverStalls(k.cluster()));
                            o.deployments().switchOver(o.deployment().name());
                            o.later(10);
                        })
                        .asks("An earlier switchover of this deployment failed")
                        .stays(),
                when("somebody else switches over", UPGRADE)
                        .before("switchover", (o, k) -> {
                            o.deployments().switchOver(o.deployment().name());
                            o.later(10);
                        })
                        .asks("Somebody else has switched over")
                        .stays(),
                when("somebody else switches over while it is rolled back", UPGRADE)
                        .before("switchover", (o, k) -> o.people().queue(k.cluster() + "-2", "Port", "6543"))
                        .after("Other changes wait on the cluster or its instances", "rollback", (o, k) -> {
                            o.deployments().switchOver(o.deployment().name());
                            o.later(10);
                        })
                        .asks("the switchover has taken place: the green cluster is in production")
                        .stays());
    }

    /** After the switchover. */
    static List<Disturbance> after() {
        return List.of(
                when("a proxy does not follow", PROXIED)
                        .before(
                                "check_proxies",
                                (o, k) -> o.proxy(p -> p.ail(
                                        k.cluster() + "-1",
                                        new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong secret"))))
                        .asks("A proxy does not connect to the new cluster as it should")
                        .mendedBy((o, k) -> o.proxy(Proxy::heal)),
                when("an instance waits for a restart", UPGRADE)
                        .before(
                                "verify_upgrade",
                                (o, k) -> o.instance(k.cluster() + "-2", i -> i.parameterStatus("pending-reboot")))
                        .asks("The cluster in production is not as asked")
                        .mendedBy((o, k) -> o.instance(k.cluster() + "-2", i -> i.parameterStatus("in-sync"))),
                when("a snapshot of another cluster has the name", UPGRADE)
                        .before(
                                "snapshot_old",
                                (o, k) -> o.cluster(
                                        k.cluster(),
                                        c -> c.site()
                                                .clusterSnapshots()
                                                .put(snapshot(o), new ClusterSnapshot(snapshot(o), c, o.now()))))
                        .asks("exists that is of another cluster")
                        .mendedBy((o, k) ->
                                o.snapshot(s -> s.site().clusterSnapshots().remove(s.id()))),
                when("an old instance is deleted as the switchover ends", UPGRADE)
                        .before("switchover", (o, k) -> o.cluster(k.cluster(), c -> deleteWhenSwitchedOver(o, c)))
                        .asks("it is not known what became of the instance that was demo-upgrade-2")
                        .stays(),
                when("an old instance gets another name", UPGRADE)
                        .before(
                                "delete_old_instance",
                                (o, k) -> o.people().rename(OLD.replace("old1", "2-old1"), "mine"))
                        .asks("is not what was written down: it is left as it is")
                        .mendedBy((o, k) -> o.people().rename("mine", OLD.replace("old1", "2-old1"))),
                when("production breaks before the cleanup", UPGRADE)
                        .before(
                                "delete_old_instance",
                                (o, k) -> o.instances()
                                        .filter(i -> i.cluster().id().equals(k.cluster()))
                                        .map(i -> i.id())
                                        .toList()
                                        .forEach(id -> o.people().instanceStatus(id, "storage-full")))
                        .asks("The cluster in production does not serve: the old one is kept until it does")
                        .mendedBy((o, k) -> o.instances()
                                .filter(i -> i.cluster().id().equals(k.cluster()))
                                .map(i -> i.id())
                                .toList()
                                .forEach(id -> o.people().instanceStatus(id, "available"))),
                when("somebody uses the old cluster", UPGRADE)
                        .before(
                                "delete_old_cluster",
                                (o, k) -> o.people().add(OLD, "theirs", "db.r6g.large", "us-east-1a"))
                        .asks("the old cluster still has an instance that this operation does not know")
                        .mendedBy((o, k) -> {
                            o.people().delete("theirs");
                            o.later(5);
                        }),
                when("somebody protects the old cluster", UPGRADE)
                        .before(
                                "delete_old_cluster",
                                (o, k) -> o.cluster(OLD, c -> c.attributes().put("DeletionProtection", true)))
                        .asks("the old cluster is protected from deletion")
                        .mendedBy((o, k) -> o.cluster(OLD, c -> c.attributes().put("DeletionProtection", false))),
                when("the final snapshot is deleted", UPGRADE)
                        .before(
                                "delete_old_cluster",
                                (o, k) -> o.snapshot(
                                        s -> s.site().clusterSnapshots().remove(s.id())))
                        .asks("the final snapshot is no longer there")
                        .stays());
    }

    /** Somebody deletes a reader of the old side as soon as the switchover has ended. */
    private static void deleteWhenSwitchedOver(Outside o, Cluster blue) {
        blue.site().world().after(Duration.ofSeconds(1), blue, () -> {
            if (o.deployment().status().equals("SWITCHOVER_COMPLETED")) {
                blue.remove(blue.readers().getFirst());
            } else {
                deleteWhenSwitchedOver(o, blue);
            }
        });
    }

    /** A cluster parameter group of another's making takes the place of the one that the step is about. */
    private static void group(Outside o, String family, String operation) {
        ParameterGroup other = new ParameterGroup(group(o), family, true);
        other.tags().put("rds-maint-operation-id", operation);
        o.change(world -> world.sites().forEach(site -> site.clusterGroups().put(other.name(), other)));
    }

    /** The values of the cluster's own parameter group. */
    private static void source(Outside o, Kind k, Consumer<Map<String, String>> change) {
        o.cluster(
                k.cluster(),
                c -> change.accept(
                        Objects.requireNonNull(c.site().clusterGroups().get(c.parameterGroup()))
                                .values()));
    }

    private static String group(Outside o) {
        return o.step().replaceAll(".* parameter group |Set parameters of | \\(.*", "");
    }

    private static String snapshot(Outside o) {
        return o.step().replaceAll(".* snapshot ", "").replaceAll(" of .*", "");
    }

    private static void green(Outside o, String version) {
        o.cluster(
                o.deployment().green().orElseThrow().id(),
                c -> c.version(EngineVersions.find(c.engine(), version).orElseThrow()));
    }

    private static String greenInstance(Outside o) {
        return o.deployment().green().orElseThrow().readers().getFirst().id();
    }
}
