package io.rdsmaint.testkit.aurora.disturbances;

import static io.rdsmaint.testkit.aurora.disturbances.Disturbance.when;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.CHANGE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.CYCLE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.STORAGE;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.UPGRADE;

import java.util.List;

/** The questions about a cluster that is not as planned, each with what leads to it. */
public final class Disturbances {
    private static final String MARK = "rds-maint-operation";
    /** Where somebody who takes our mark away keeps it. */
    private static final String OUR_MARK = "their-note-of-our-mark";

    private static final String OURS = "rds-maint-operation-id";
    private static final String AUTOSCALED = "application-autoscaling:resourceId";
    private static final String SMALL = "db.r6g.large";
    private static final String OTHER = "db.r6g.2xlarge";
    private static final Kind SINGLE = CHANGE.in("single-node", "demo-single");

    private Disturbances() {}

    /** All of them, in tables. */
    public static List<List<Disturbance>> all() {
        return List.of(
                drift(),
                FailureDisturbances.unfit(),
                FailureDisturbances.failures(),
                UpgradeDisturbances.before(),
                UpgradeDisturbances.after(),
                GuardDisturbances.guards(),
                GuardDisturbances.plans(),
                SideDisturbances.sides());
    }

    /** The world is not as planned. */
    static List<Disturbance> drift() {
        return List.of(
                when("before it begins, a reader is deleted", CHANGE)
                        .before("preflight", (o, k) -> {
                            o.people().delete(third(k));
                            o.later(5);
                        })
                        .asks("The cluster is no longer what the plan was made for")
                        .stays(),
                when("before it begins, the cluster is stopped", CHANGE)
                        .before("preflight", (o, k) -> o.people().clusterStatus(k.cluster(), "stopped"))
                        .asks("Preflight found what would fail or do harm")
                        .mendedBy((o, k) -> o.people().clusterStatus(k.cluster(), "available")),
                when("another deployment marks the cluster first", CHANGE)
                        .before("mark_cluster", (o, k) -> o.people().tag(k.cluster(), MARK, "other/op-1"))
                        .asks("the cluster is marked by another operation")
                        .mendedBy((o, k) -> o.cluster(k.cluster(), c -> c.tags().remove(MARK))),
                when("another deployment marks the cluster meanwhile", CHANGE)
                        .before("change_class", (o, k) -> {
                            o.cluster(
                                    k.cluster(),
                                    c -> c.tags().put(OUR_MARK, c.tags().getOrDefault(MARK, "")));
                            o.people().tag(k.cluster(), MARK, "other/op-1");
                        })
                        .asks("Another operation has marked this cluster")
                        .mendedBy((o, k) -> o.cluster(k.cluster(), c -> {
                            c.tags().put(MARK, c.tags().getOrDefault(OUR_MARK, ""));
                            c.tags().remove(OUR_MARK);
                        })),
                when("a reader is added", CHANGE)
                        .before("change_class", Disturbances::add)
                        .asks("The cluster's instances are not those of the plan")
                        .mendedBy((o, k) -> o.people().delete("added")),
                when("a reader is added", CYCLE)
                        .before("reboot_instance", Disturbances::add)
                        .asks("The cluster's instances are not those of the plan")
                        .mendedBy((o, k) -> o.people().delete("added")),
                when("a reader is deleted", UPGRADE)
                        .before("create_blue_green", (o, k) -> {
                            o.people().delete(third(k));
                            o.later(5);
                        })
                        .asks("The cluster's instances are not those of the plan")
                        .stays(),
                when("another reader is deleted", CHANGE)
                        .before("change_class", (o, k) -> {
                            o.people().delete(third(k));
                            o.later(5);
                        })
                        .asks("The cluster's instances are not those of the plan")
                        .stays(),
                when("another reader gets another class", CHANGE)
                        .before("change_class", (o, k) -> {
                            o.people().changeClass(third(k), OTHER);
                            o.later(5);
                        })
                        .asks("Somebody else changed the class of an instance")
                        .mendedBy((o, k) -> {
                            o.people().changeClass(third(k), SMALL);
                            o.later(5);
                        }),
                when("Aurora fails over to the next reader", CHANGE)
                        .before("change_class", (o, k) -> {
                            o.people().failOver(k.cluster(), second(k));
                            o.later(5);
                        })
                        .asks("has become the writer")
                        .mendedBy((o, k) -> {
                            o.people().failOver(k.cluster(), first(k));
                            o.later(5);
                        }),
                when("Aurora fails over to the next reader", CYCLE)
                        .before("reboot_instance", (o, k) -> {
                            o.people().failOver(k.cluster(), o.step().replace("Reboot ", ""));
                            o.later(5);
                        })
                        .asks("has become the writer")
                        .mendedBy((o, k) -> {
                            o.people().failOver(k.cluster(), first(k));
                            o.later(5);
                        }),
                when("auto scaling claims the reader", CHANGE)
                        .before("change_class", (o, k) -> o.people().tag(second(k), AUTOSCALED, "x"))
                        .asks("was made by auto scaling")
                        .mendedBy((o, k) -> o.instance(second(k), i -> i.tags().remove(AUTOSCALED))),
                when("the temporary instance's name is taken", SINGLE)
                        .before("create_instance", (o, k) -> {
                            o.people().add(k.cluster(), temporary(o), SMALL, "us-east-1a");
                            o.later(5);
                        })
                        .asks("exists that is not this operation's")
                        .mendedBy((o, k) -> {
                            o.people().delete(temporary(o));
                            o.later(5);
                        }),
                when("the temporary instance loses its tag", SINGLE)
                        .before("delete_instance", (o, k) -> o.people().tag(temporary(o), OURS, "theirs"))
                        .asks("is not known to be this operation's temporary instance")
                        .mendedBy((o, k) -> o.people().tag(temporary(o), OURS, operation(o))),
                when("a class is changed back before the end", CHANGE)
                        .before("verify", (o, k) -> {
                            o.people().changeClass(third(k), SMALL);
                            o.later(5);
                        })
                        .asks("Verify: the cluster is not as asked")
                        .mendedBy((o, k) -> {
                            o.people().changeClass(third(k), "db.r6g.xlarge");
                            o.later(5);
                        }),
                when("the storage type is changed back before the end", STORAGE)
                        .before("verify_storage", (o, k) -> o.cluster(k.cluster(), c -> c.storageType("aurora")))
                        .asks("Verify: the cluster is not as asked")
                        .mendedBy((o, k) -> o.cluster(k.cluster(), c -> c.storageType("aurora-iopt1"))));
    }

    static void add(Outside o, Kind k) {
        o.people().add(k.cluster(), "added", SMALL, "us-east-1a");
        o.people().tag("added", "rds-maint-machine", "allowed");
        o.later(5);
    }

    static void parameters(Outside o, String id, String status) {
        o.instance(id, i -> i.parameterStatus(status));
    }

    static String first(Kind k) {
        return k.cluster() + "-1";
    }

    static String second(Kind k) {
        return k.cluster() + "-2";
    }

    static String third(Kind k) {
        return k.cluster() + "-3";
    }

    private static String temporary(Outside o) {
        return o.step().replaceAll(".* instance ", "");
    }

    /** The operation that has marked a cluster. */
    static String operation(Outside o) {
        return o.clusters()
                .map(c -> c.tags().getOrDefault(MARK, ""))
                .filter(mark -> !mark.isEmpty())
                .map(mark -> mark.replaceAll(".*/", ""))
                .findFirst()
                .orElseThrow();
    }
}
