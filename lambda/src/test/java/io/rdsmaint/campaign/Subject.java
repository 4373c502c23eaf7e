package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An operation, and the path that it takes without any other fault.
 *
 * @param name of the path
 * @param parameters of the operation, in JSON; a {@code window} and {@code outside_window} among them are the start's
 * @param trouble is in the way, until the first question that is no gate
 * @param promises of its family
 * @param target the field of a request that names what it works on, and the name
 * @param answers to its questions in their order, as {@code action} or {@code action/choice}; after them the first option
 */
public record Subject(
        String name,
        String type,
        Scenario scenario,
        Promises.Factory promises,
        Target target,
        String parameters,
        Trouble trouble,
        List<String> answers) {

    /** What it works on, as a start names it. */
    public record Target(String field, String name) {}

    private static Subject onCluster(
            String name, String type, Scenario scenario, String cluster, String parameters, Trouble trouble) {
        return new Subject(
                name,
                type,
                scenario,
                ClusterPromises::new,
                new Target("cluster_id", cluster),
                parameters,
                trouble,
                List.of());
    }

    /** Each operation on its happy path. */
    static List<Subject> happy() {
        return List.of(
                onCluster(
                        "class of three",
                        "instance_type_change",
                        QuickScenarios.find("multi-node"),
                        "demo-multi",
                        "{\"target_instance_type\":\"db.r6g.xlarge\",\"warm_up_seconds\":0,\"pause_before_failover\":true}",
                        Trouble.NONE),
                onCluster(
                        "class of one",
                        "instance_type_change",
                        QuickScenarios.find("single-node"),
                        "demo-single",
                        "{\"target_instance_type\":\"db.r6g.xlarge\",\"warm_up_seconds\":0}",
                        Trouble.NONE),
                onCluster(
                        "class under scaling",
                        "instance_type_change",
                        QuickScenarios.find("autoscaled"),
                        "demo-autoscaled",
                        "{\"target_instance_type\":\"db.r6g.xlarge\",\"warm_up_seconds\":0}",
                        Trouble.NONE),
                onCluster(
                        "storage",
                        "storage_type_change",
                        QuickScenarios.find("storage"),
                        "demo-storage",
                        "{\"target_storage_type\":\"aurora-iopt1\"}",
                        Trouble.NONE),
                onCluster(
                        "cycle",
                        "instance_cycle",
                        QuickScenarios.find("pending-reboot"),
                        "demo-restart",
                        "{\"pause_after_first\":true,\"warm_up_seconds\":0}",
                        Trouble.NONE),
                onCluster(
                        "upgrade",
                        "engine_upgrade",
                        QuickScenarios.find("upgrade"),
                        "demo-upgrade",
                        "{\"target_engine_version\":\"16.6\"}",
                        Trouble.NONE));
    }

    /** Each operation through its questions, each answered in each way. */
    static List<Subject> questioned() {
        Subject change = happy().get(0);
        Subject single = happy().get(1);
        Subject storage = happy().get(3);
        Subject cycle = happy().get(4);
        Subject upgrade = happy().get(5);
        Trouble noCapacity = Trouble.of(Fault.noCapacity("db.r6g.xlarge"));
        Trouble lostReboot = Trouble.of(Fault.cutBeforeEffect("RebootDBInstance"))
                .withoutUptimeOf(List.of("demo-restart-1", "demo-restart-2", "demo-restart-3"));
        Trouble noEffect = Trouble.of(Fault.noEffect("ModifyDBCluster", "demo-storage"));
        Trouble stuck = Trouble.of(Fault.stuck("demo-storage"));
        Trouble refused =
                Trouble.of(Fault.error("SwitchoverBlueGreenDeployment", "InvalidBlueGreenDeploymentStateFault", 400)
                        .untilCleared());
        List<Subject> all = new ArrayList<>();
        for (String way : List.of("rollback", "abort", "mark_complete")) {
            all.add(change.path("at its gate", Trouble.NONE, way));
            all.add(change.path("without capacity", noCapacity, way));
            all.add(single.path("without capacity", noCapacity, way));
            all.add(storage.path("without effect", noEffect, way));
            all.add(cycle.path("at its gate", Trouble.NONE, way));
            all.add(upgrade.path("at its first gate", Trouble.NONE, way));
        }
        for (String way : List.of("continue/replan", "continue/accept", "rollback", "abort")) {
            all.add(change.path("with another reader", Trouble.anotherReader("demo-multi"), way));
        }
        for (String way : List.of("continue", "rollback", "abort", "mark_complete")) {
            all.add(storage.path("stuck", stuck, way));
        }
        all.add(change.path("without capacity", noCapacity, "continue"));
        all.add(storage.path("without effect", noEffect, "continue"));
        all.add(cycle.path("with a lost reboot", lostReboot, "continue"));
        all.add(cycle.path("with a lost reboot", lostReboot, "abort"));
        all.add(upgrade.path("with a refused switchover", refused, "continue", "continue"));
        all.add(upgrade.path("with a refused switchover", refused, "continue", "rollback"));
        all.add(upgrade.path("at its second gate", Trouble.NONE, "continue", "mark_complete"));
        all.add(upgrade.path("at its second gate", Trouble.NONE, "continue", "abort"));
        return List.copyOf(all);
    }

    /** Operations that may disturb only in a window: it opens a little late, and closes on who is held up. */
    static List<Subject> scheduled() {
        Subject change = happy().get(0).in("10:03-10:40", "wait");
        Subject single = happy().get(1).in("10:03-10:40", "wait");
        Subject cycle = happy().get(4).in("10:03-10:40", "ask");
        Trouble noCapacity = Trouble.of(Fault.noCapacity("db.r6g.xlarge"));
        return List.of(
                single.path("in its window", Trouble.NONE, "continue"),
                change.path("in its window, without capacity", noCapacity, "continue"),
                cycle.path("in its window", Trouble.NONE, "continue", "continue/wait"),
                cycle.path("in its window", Trouble.NONE, "continue/now", "continue", "continue/now"));
    }

    /** Operations whose work is statements in real databases: fewer runs than others have, for each takes far longer. */
    static List<Subject> inDatabases() {
        return PipelinePaths.all();
    }

    /** Operations of recovery plans: fewer runs, too. */
    static List<Subject> recoveries() {
        return RecoveryPaths.all();
    }

    /** Operations that make a cluster anew: fewer still, for each copy has a server of its own. */
    static List<Subject> restores() {
        return RestorePaths.all();
    }

    /** Those on clusters that need no database. */
    static List<Subject> all() {
        return Stream.of(happy(), questioned(), scheduled())
                .flatMap(List::stream)
                .toList();
    }

    /** All of them by the type of their operation, in a fixed order. */
    static List<List<Subject>> byType() {
        Map<String, List<Subject>> types = new TreeMap<>();
        all().forEach(s ->
                types.computeIfAbsent(s.type(), t -> new ArrayList<>()).add(s));
        return List.copyOf(types.values());
    }

    /** True when its path ends with all done. */
    boolean completes() {
        return answers.stream().allMatch(a -> a.startsWith("continue"));
    }

    private Subject path(String where, Trouble inTheWay, String... given) {
        return new Subject(
                name + " " + where + ": " + String.join(", ", given),
                type,
                scenario,
                promises,
                target,
                parameters,
                inTheWay,
                List.of(given));
    }

    private Subject in(String window, String outside) {
        ObjectNode scheduled =
                ((ObjectNode) JsonTrees.read(parameters)).put("window", window).put("outside_window", outside);
        return new Subject(name, type, scenario, promises, target, scheduled.toString(), trouble, answers);
    }

    /** What the execution is started with. */
    ObjectNode input() {
        ObjectNode input = JsonTrees.object();
        ObjectNode own = (ObjectNode) JsonTrees.read(parameters);
        ObjectNode params = input.putObject("params")
                .put("type", type)
                .put(target.field(), target.name())
                .put("requested_by", "dana")
                .put("wait_timeout", 600);
        for (String ofTheStart : List.of("window", "outside_window")) {
            if (own.has(ofTheStart)) {
                params.set(ofTheStart, own.remove(ofTheStart));
            }
        }
        params.set("params", own);
        return input;
    }

    @Override
    public String toString() {
        return name;
    }
}
