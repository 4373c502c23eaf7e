package io.rdsmaint.testkit.aurora.disturbances;

import static io.rdsmaint.testkit.aurora.disturbances.Disturbance.when;
import static io.rdsmaint.testkit.aurora.disturbances.Disturbances.second;
import static io.rdsmaint.testkit.aurora.disturbances.Disturbances.third;
import static io.rdsmaint.testkit.aurora.disturbances.Kind.CHANGE;

import java.util.List;

/** The questions that are asked only after another one, or only of rare clusters, each with what leads to it. */
final class GuardDisturbances {
    private static final String SMALLER = "db.t4g.medium";
    private static final Kind SINGLE = CHANGE.in("single-node", "demo-single");
    private static final Kind EXCLUDING = CHANGE.excluding("demo-multi-3");
    private static final Kind SERVERLESS = new Kind(
            "instance_type_change",
            "serverless-reader",
            "demo-serverless",
            "\"target_instance_type\": \"db.serverless\", \"pause_before_failover\": true",
            CHANGE.changes());

    private GuardDisturbances() {}

    /** A change would do harm. */
    static List<Disturbance> guards() {
        return List.of(
                when("the cluster is made anew under its name", CHANGE)
                        .before("change_class", GuardDisturbances::anew)
                        .asks("This is not the cluster that the operation was started for")
                        .stays(),
                when("the other reader is deleted", CHANGE)
                        .before("change_class", GuardDisturbances::deleteThird)
                        .after("The cluster's instances are not those of the plan", "accept")
                        .asks("too few readers would be in service")
                        .stays(),
                when("a reader is deleted whose turn is yet to come", CHANGE)
                        .before("change_class", GuardDisturbances::deleteThird)
                        .after("Change demo-multi-2", "accept")
                        .asks("demo-multi-3 is not among the instances of the cluster any more")
                        .stays(),
                when("the only instance is deleted", SINGLE)
                        .before("create_instance", (o, k) -> {
                            o.people().delete(k.cluster() + "-1");
                            o.later(5);
                        })
                        .after("The cluster's instances are not those of the plan", "accept")
                        .asks("The cluster has no instance, so nobody is connected to it")
                        .stays(),
                when("the next writer is made smaller", CHANGE)
                        .before("failover", (o, k) -> {
                            o.people().changeClass(second(k), SMALLER);
                            o.later(5);
                        })
                        .after("Somebody else changed the class of an instance", "accept")
                        .asks("is smaller than the present writer and than what was asked for")
                        .mendedBy((o, k) -> {
                            o.people().changeClass(second(k), "db.r6g.xlarge");
                            o.later(5);
                        }),
                when("the next writer no longer scales with the writer", SERVERLESS)
                        .before("failover", (o, k) -> o.people().tier(third(k), 5))
                        .asks("is a serverless reader in tier")
                        .mendedBy((o, k) -> o.people().tier(third(k), 1)),
                when("no other instance is usable", SINGLE)
                        .before(
                                "delete_instance",
                                (o, k) -> o.people().instanceStatus(k.cluster() + "-1", "storage-full"))
                        .after("Another instance of the cluster is not in service", "accept")
                        .asks("is the last usable instance of the cluster: it is not deleted")
                        .mendedAtLast((o, k) -> o.people().instanceStatus(k.cluster() + "-1", "available")));
    }

    /** What was asked for is not possible any more. */
    static List<Disturbance> plans() {
        return List.of(
                when("before it begins, the excluded instance gets another name", EXCLUDING)
                        .before("preflight", (o, k) -> o.people().rename(third(k), "mine"))
                        .asks("the operation can't go on as it was asked for")
                        .mendedBy((o, k) -> o.people().rename("mine", third(k))),
                when("the excluded instance gets another name while a new plan is chosen", EXCLUDING)
                        .before("change_class", Disturbances::add)
                        .after(
                                "The cluster's instances are not those of the plan",
                                "replan",
                                (o, k) -> o.people().rename(third(k), "mine"))
                        .asks("no new plan can be made")
                        .mendedBy((o, k) -> {
                            o.people().rename("mine", third(k));
                            o.people().delete("added");
                            o.later(5);
                        }));
    }

    private static void deleteThird(Outside o, Kind k) {
        o.people().delete(third(k));
        o.later(5);
    }

    private static void anew(Outside o, Kind k) {
        o.deployments().addCluster("anew", k.cluster());
        o.cluster(k.cluster(), c -> c.site().remove(c));
        o.cluster("anew", c -> c.site().rename(c, k.cluster()));
    }
}
