package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.ParameterDefinition;
import java.util.ArrayList;
import java.util.List;

/** What is left to people around the switchover: told when they are asked before it, and in the report. */
final class UpgradeTasks {
    private UpgradeTasks() {}

    /** What to do before the switchover, on green; each a sentence. */
    static List<String> before(UpgradeLook look) {
        List<String> tasks = new ArrayList<>();
        if (statisticsAreLost(look)) {
            tasks.add(
                    "Run ANALYZE in every database of green: a major upgrade carries no optimizer statistics over, and"
                            + " queries may be slow without; update extensions right after the switchover (ALTER EXTENSION …"
                            + " UPDATE).");
        }
        tasks.add("The switchover usually takes "
                + SwitchoverTime.from(look.cluster().engine()) + ".");
        tasks.add(
                "Clients that keep addresses or follow the topology (connection pools, ProxySQL, the AWS JDBC wrapper and"
                        + " other smart drivers) must resolve the names anew after the switchover; those that don't stay on the"
                        + " old cluster and read what is old.");
        return tasks;
    }

    /** What to do once it is over; each a sentence. */
    static List<String> afterwards(UpgradeLook look) {
        List<String> tasks = new ArrayList<>();
        if (statisticsAreLost(look)) {
            tasks.add(
                    "If it has not been done on green: ANALYZE in every database, and ALTER EXTENSION … UPDATE for each"
                            + " extension.");
        }
        tasks.add(
                "Clients that still talk to the old cluster, or fail, keep addresses: have connection pools, ProxySQL and"
                        + " smart drivers such as the AWS JDBC wrapper connect anew by the cluster's names.");
        look.clusterGroup().parameters().stream()
                .filter(ParameterDefinition::userSet)
                .filter(p -> ReplicationChecks.SWITCHES.contains(p.name()))
                .filter(p -> p.value() != null)
                .map(p ->
                        p.name() + " is " + p.value() + ": if that was for this upgrade, it may go back now; it takes a"
                                + " restart, and logs that nobody reads cost latency and space.")
                .forEach(tasks::add);
        return tasks;
    }

    private static boolean statisticsAreLost(UpgradeLook look) {
        return look.cluster().engine().postgres()
                && look.upgrade().filter(EngineVersion.Upgrade::major).isPresent();
    }
}
