package io.rdsmaint.testkit.aurora.disturbances;

import io.rdsmaint.simulator.model.BlueGreenDurations;
import io.rdsmaint.simulator.model.Durations.Range;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.util.List;

/**
 * An operation on a cluster that suits it, in a world in which everything is quick.
 *
 * @param changes the calls that it makes, as far as each is a step's own
 */
public record Kind(String type, String scenario, String cluster, String parameters, List<String> changes) {
    public static final Kind CHANGE = new Kind(
            "instance_type_change",
            "multi-node",
            "demo-multi",
            "\"target_instance_type\": \"db.r6g.xlarge\", \"pause_before_failover\": true",
            List.of("ModifyDBInstance", "FailoverDBCluster"));

    public static final Kind STORAGE = new Kind(
            "storage_type_change",
            "storage",
            "demo-storage",
            "\"target_storage_type\": \"aurora-iopt1\"",
            List.of("ModifyDBCluster"));

    public static final Kind CYCLE = new Kind(
            "instance_cycle",
            "pending-reboot",
            "demo-restart",
            "\"pause_after_first\": true",
            List.of("RebootDBInstance"));

    public static final Kind UPGRADE = new Kind(
            "engine_upgrade",
            "upgrade",
            "demo-upgrade",
            "\"target_engine_version\": \"16.6\"",
            List.of(
                    "CreateDBClusterParameterGroup",
                    "CreateBlueGreenDeployment",
                    "SwitchoverBlueGreenDeployment",
                    "CreateDBClusterSnapshot",
                    "DeleteBlueGreenDeployment",
                    "DeleteDBInstance",
                    "DeleteDBCluster"));

    /** One of each type. */
    public static List<Kind> all() {
        return List.of(CHANGE, STORAGE, CYCLE, UPGRADE);
    }

    /** The same operation on the cluster of another scenario. */
    Kind in(String otherScenario, String otherCluster) {
        return new Kind(type, otherScenario, otherCluster, parameters, changes);
    }

    /** The same operation, which leaves an instance as it is. */
    Kind excluding(String instance) {
        return new Kind(
                type, scenario, cluster, parameters + ", \"exclude_instances\": [\"" + instance + "\"]", changes);
    }

    /** The world that it is tried in. */
    public Scenario world() {
        Range soon = new Range(3, 6);
        Range some = new Range(40, 60);
        BlueGreenDurations quick = new BlueGreenDurations(some, some, soon, new Range(20, 25), soon, some, some);
        return QuickScenarios.find(scenario).and(stage -> stage.durations(quick));
    }

    /** The input of an execution, with these further fields of the request. */
    public String input(String fields) {
        return """
                {"params": {"type": "%s", "cluster_id": "%s", %s "params": {%s}}}
                """.formatted(type, cluster, fields, parameters);
    }

    @Override
    public String toString() {
        return type + (all().contains(this) ? "" : " on " + scenario);
    }
}
