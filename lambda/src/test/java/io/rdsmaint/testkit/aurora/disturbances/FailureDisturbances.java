package io.rdsmaint.testkit.aurora.disturbances;

import static io.rdsmaint.testkit.aurora.disturbances.Disturbance.when;
import static io.rdsmaint.testkit.aurora.disturbances.Disturbances.parameters;
import static io.rdsmaint.testkit.aurora.disturbances.Disturbances.second;
import static io.rdsmaint.testkit.aurora.disturbances.Disturbances.third;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.CHANGE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.CYCLE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.STORAGE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.UPGRADE;

import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.Proxy;
import java.time.Duration;
import java.util.List;

/** The questions about a cluster that is not fit, and about changes that fail, each with what leads to it. */
final class FailureDisturbances {
    private static final String ALARMS = "\"guard_alarms\": [\"orders\"],";
    private static final Kind SINGLE = CHANGE.in("single-node", "demo-single");
    private static final Kind PROXIED = CHANGE.in("proxy", "demo-proxied");

    private FailureDisturbances() {}

    /** The cluster is not fit for it now. */
    static List<Disturbance> unfit() {
        return List.of(
                when("its alarm rings", CHANGE)
                        .with(ALARMS)
                        .before("change_class", (o, k) -> o.people().alarm("orders", Alarm.ALARM))
                        .asks("A guard alarm is in state ALARM")
                        .mendedBy((o, k) -> o.people().alarm("orders", Alarm.OK)),
                when("its alarm rings", CYCLE)
                        .with(ALARMS)
                        .before("reboot_instance", (o, k) -> o.people().alarm("orders", Alarm.ALARM))
                        .asks("A guard alarm is in state ALARM")
                        .mendedBy((o, k) -> o.people().alarm("orders", Alarm.OK)),
                when("its alarm rings", UPGRADE)
                        .with(ALARMS)
                        .before("switchover", (o, k) -> o.people().alarm("orders", Alarm.ALARM))
                        .asks("A guard alarm is in state ALARM")
                        .mendedBy((o, k) -> o.people().alarm("orders", Alarm.OK)),
                when("its alarm is deleted", CHANGE)
                        .with(ALARMS)
                        .before(
                                "change_class",
                                (o, k) -> o.change(world ->
                                        world.sites().forEach(s -> s.alarms().remove("orders"))))
                        .asks("A guard alarm no longer exists")
                        .mendedBy((o, k) -> o.alarm(quiet())),
                when("its alarm rings before it begins", CHANGE)
                        .with(ALARMS)
                        .before("preflight", (o, k) -> o.people().alarm("orders", Alarm.ALARM))
                        .asks("Preflight found what only you can decide")
                        .passes(),
                when("it comes up outside its time", CYCLE)
                        .before(
                                "reboot_instance",
                                (o, k) -> o.edit("\"outside_window\": \"ask\", \"not_before\": \""
                                        + o.now().plus(Duration.ofHours(9)) + "\""))
                        .asks("takes service away from clients and has come up outside its time")
                        .passes(),
                when("another reader breaks", CHANGE.excluding("demo-multi-3"))
                        .before("change_class", (o, k) -> o.people().breakDown(third(k), "storage-full"))
                        .asks("Another instance of the cluster is not in service and will not be by itself")
                        .mendedBy((o, k) -> o.people().reboot(third(k))),
                when("another reader breaks", STORAGE)
                        .before("change_storage", (o, k) -> o.people().breakDown(third(k), "storage-full"))
                        .asks("Another instance of the cluster is not in service and will not be by itself")
                        .mendedBy((o, k) -> o.people().reboot(third(k))),
                when("another reader waits for a restart", CHANGE)
                        .before("change_class", (o, k) -> parameters(o, third(k), "pending-reboot"))
                        .asks("waits for a restart to apply parameters")
                        .mendedBy((o, k) -> parameters(o, third(k), "in-sync")),
                when("the next writer failed to apply a parameter", CHANGE)
                        .before("failover", (o, k) -> parameters(o, second(k), "failed-to-apply"))
                        .asks("does not run with the parameters that it is meant to have")
                        .mendedBy((o, k) -> parameters(o, second(k), "in-sync")),
                when("a reader falls behind", CHANGE)
                        .before("failover", (o, k) -> {
                            o.people().lag(third(k), 5_000);
                            o.later(2);
                        })
                        .asks("is not known to be up to date with the writer")
                        .mendedBy((o, k) -> o.people().lag(third(k), 10)),
                when("somebody queues a change of the reader", CHANGE)
                        .before("change_class", (o, k) -> o.people().queue(second(k), "Port", "6543"))
                        .asks("would be applied with this one")
                        .mendedBy(
                                (o, k) -> o.instance(second(k), i -> i.pending().remove("Port"))),
                when("somebody queues a change of the cluster", STORAGE)
                        .before(
                                "change_storage",
                                (o, k) ->
                                        o.cluster(k.cluster(), c -> c.pending().put("EngineVersion", "15.9")))
                        .asks("Other changes wait on the cluster and would be applied with this one")
                        .mendedBy((o, k) ->
                                o.cluster(k.cluster(), c -> c.pending().remove("EngineVersion"))),
                when("somebody switched the storage lately", STORAGE)
                        .before(
                                "change_storage",
                                (o, k) -> o.cluster(
                                        k.cluster(),
                                        c -> c.ioOptimizedAgain(
                                                c.site().world().now().plusSeconds(1_000_000))))
                        .asks("AWS does not allow the switch to aurora-iopt1 yet")
                        .mendedBy((o, k) -> o.cluster(
                                k.cluster(),
                                c -> c.ioOptimizedAgain(c.site().world().now().minusSeconds(1)))),
                when("a proxy can't reach the next writer", PROXIED)
                        .before(
                                "failover",
                                (o, k) -> o.proxy(p -> p.ail(
                                        second(k), new Proxy.Ailment("UNAVAILABLE", "AUTH_FAILURE", "wrong secret"))))
                        .asks("A proxy in front of the cluster is not healthy")
                        .mendedBy((o, k) -> o.proxy(Proxy::heal)),
                when("the new writer is overloaded", CHANGE)
                        .with("\"watch_minutes\": 10,")
                        .before("watch", (o, k) -> o.people().reading(second(k), "CPUUtilization", 98))
                        .asks("The cluster serves worse than before")
                        .mendedBy((o, k) -> o.people().reading(second(k), "CPUUtilization", 5)));
    }

    /** A change fails. */
    static List<Disturbance> failures() {
        return List.of(
                when("the reader breaks by its change", CHANGE)
                        .before(
                                "change_class",
                                (o, k) -> o.fault(
                                        Fault.endsInStatus("ModifyDBInstance", second(k), "incompatible-parameters")))
                        .asks("which does not pass by itself")
                        .mendedBy((o, k) -> o.people().reboot(second(k))),
                when("nothing can be read", CHANGE)
                        .before(
                                "change_class",
                                (o, k) -> o.fault(Fault.error("DescribeDBClusters", "InternalFailure", 500)
                                        .untilCleared()))
                        .asks("failed 12 times in a row")
                        .mendedBy((o, k) -> o.noFault()),
                when("the storage ends as it began", STORAGE)
                        .before("change_storage", (o, k) -> o.fault(Fault.noEffect("ModifyDBCluster", k.cluster())))
                        .asks("the change did not succeed")
                        .passes(),
                when("no answer comes to a reboot, and nothing shows it", CYCLE)
                        .before("reboot_instance", (o, k) -> {
                            o.fault(Fault.cutBeforeEffect("RebootDBInstance"));
                            o.people().reading(o.step().replace("Reboot ", ""), "EngineUptime", Double.NaN);
                        })
                        .asks("and nothing shows whether it took effect")
                        .mendedBy((o, k) -> o.people().reboot(o.step().replace("Reboot ", ""))),
                unavailable(CHANGE, "change_class"),
                unavailable(STORAGE, "change_storage"),
                unavailable(CYCLE, "reboot_instance"),
                unavailable(UPGRADE, "create_blue_green"),
                when("AWS has no capacity", CHANGE)
                        .before("change_class", (o, k) -> o.fault(Fault.noCapacity("db.r6g.xlarge")))
                        .asks("did not succeed: it is available again as")
                        .mendedBy((o, k) -> o.noFault()),
                when("AWS has no capacity for the temporary instance", SINGLE)
                        .before("create_instance", (o, k) -> o.fault(Fault.noCapacity("db.r6g.xlarge")))
                        .asks("AWS has no capacity")
                        .mendedBy((o, k) -> o.noFault()),
                when("Aurora gives the failover up", CHANGE)
                        .before(
                                "failover",
                                (o, k) -> o.fault(Fault.endsInStatus("FailoverDBCluster", k.cluster(), "available")))
                        .asks("did not succeed: the writer is")
                        .passes(),
                when("an accepted change does not show", CHANGE)
                        .before(
                                "change_class",
                                (o, k) -> o.fault(
                                        Fault.stale("DescribeDBInstances").untilCleared()))
                        .asks("AWS accepted this call but its effect does not show")
                        .mendedBy((o, k) -> o.noFault()),
                when("the cluster loses its key", STORAGE)
                        .before(
                                "change_storage",
                                (o, k) -> o.people().clusterStatus(k.cluster(), "inaccessible-encryption-credentials"))
                        .asks("which does not pass by itself")
                        .mendedBy((o, k) -> o.people().clusterStatus(k.cluster(), "available")),
                when("a reboot leaves a parameter unapplied", CYCLE)
                        .before(
                                "reboot_instance",
                                (o, k) -> o.fault(Fault.endsInStatus(
                                        "RebootDBInstance", o.step().replace("Reboot ", ""), "failed-to-apply")))
                        .asks("has restarted and yet does not run with the parameters")
                        .mendedBy((o, k) ->
                                o.instance(o.step().replace("Reboot ", ""), i -> i.clusterParameterStatus("in-sync"))));
    }

    static Alarm quiet() {
        return new Alarm("orders", "CPUUtilization", "none", 90, Alarm.OK);
    }

    private static Disturbance unavailable(Kind kind, String before) {
        return when("the cluster does not become available", kind)
                .with("\"wait_timeout\": 300,")
                .before(before, (o, k) -> o.people().clusterStatus(k.cluster(), "maintenance"))
                .asks("its deadline")
                .mendedBy((o, k) -> o.people().clusterStatus(k.cluster(), "available"));
    }
}
