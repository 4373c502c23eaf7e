package io.rdsmaint.operations.preflight;

import io.rdsmaint.rds.Cluster;
import io.rdsmaint.rds.Instance;
import io.rdsmaint.steps.StatusAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Are the instances at rest and what they seem to be? */
final class InstanceChecks {
    private static final Set<String> APPLIED_BY_REBOOT = Set.of("in-sync", "pending-reboot", "applying");

    private InstanceChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("member-status", InstanceChecks::status),
                new Check("member-unseen", InstanceChecks::unseen),
                new Check("instance-pending-values", InstanceChecks::pending),
                new Check("parameters-in-sync", InstanceChecks::parameters),
                new Check("mixed-classes", InstanceChecks::mixed));
    }

    private static void status(Look look, Found found) {
        Set<String> touched = look.touched().stream().map(Instance::id).collect(Collectors.toSet());
        for (Instance instance : look.seen().instances().values()) {
            if (instance.available()) {
                continue;
            }
            String observed = "instance %s is %s; it must be available".formatted(instance.id(), instance.status());
            String id = " --db-instance-identifier " + instance.id();
            String available = look.rds("wait db-instance-available" + id);
            String events = look.rds(
                    "describe-events --source-type db-instance --duration 10080 --source-identifier " + instance.id());
            String way = switch (instance.outlook()) {
                case READY, SERVES, PASSES -> "wait until it is: " + available;
                case LASTS ->
                    "it does not pass by itself: "
                            + StatusAdvice.ofInstance(
                                    instance.status(), look.cluster().id(), look::rds)
                            + "; its events tell why: " + events;
                case LEAVES -> "wait until it is gone: " + look.rds("wait db-instance-deleted" + id);
                case UNKNOWN ->
                    "this status is not known here: see what its events say, " + events + ", and wait: " + available;
            };
            if (touched.contains(instance.id())) {
                found.refuse(observed, way);
            } else {
                found.ask(observed + " to count on it as a reader", way);
            }
        }
    }

    private static void unseen(Look look, Found found) {
        for (Cluster.Member member : look.cluster().members()) {
            if (look.seen().instance(member.instanceId()).isEmpty()) {
                found.refuse(
                        "member %s of cluster %s can't be described; every member must be seen"
                                .formatted(member.instanceId(), look.cluster().id()),
                        "look again, and check the permission: "
                                + look.rds("describe-db-instances --db-instance-identifier " + member.instanceId()));
            }
        }
        for (Instance instance : look.seen().instances().values()) {
            if (look.cluster().member(instance.id()).isEmpty()) {
                found.refuse(
                        "instance %s (%s) is not among the members of cluster %s: its role is unknown"
                                .formatted(
                                        instance.id(),
                                        instance.status(),
                                        look.cluster().id()),
                        "wait until it has joined or gone: "
                                + look.rds("describe-db-clusters --db-cluster-identifier "
                                        + look.cluster().id()
                                        + " --query 'DBClusters[0].DBClusterMembers'"));
            }
        }
    }

    private static void pending(Look look, Found found) {
        for (Instance instance : look.restarted()) {
            if (!instance.pending().isEmpty()) {
                found.ask(
                        "changes wait on instance %s: %s; %s applies them, too"
                                .formatted(
                                        instance.id(),
                                        values(instance.pending()),
                                        look.rebootOnly() ? "a reboot may be what" : "changing its class at once"),
                        "apply them on their own first: "
                                + look.rds("modify-db-instance --db-instance-identifier " + instance.id()
                                        + " --apply-immediately")
                                + " — or have them applied together");
            }
        }
    }

    private static void parameters(Look look, Found found) {
        for (Instance instance : look.changed()) {
            behind(look, instance, status -> !status.equals("in-sync"))
                    .ifPresent(b -> found.ask(
                            ("instance %s does not run with its parameter groups' values (%s); its restart makes them"
                                            + " count")
                                    .formatted(instance.id(), b.what()),
                            "review what was set: " + b.review()));
        }
        if (look.rebootOnly()) {
            beyondReboot(look, found);
        }
    }

    /** A reboot is there for what waits for it; what else keeps an instance from being in sync it may not cure. */
    private static void beyondReboot(Look look, Found found) {
        for (Instance instance : look.restarted()) {
            behind(look, instance, status -> !APPLIED_BY_REBOOT.contains(status))
                    .ifPresent(b -> found.ask(
                            ("instance %s does not run with its parameter groups' values (%s), and a reboot may not"
                                            + " change that")
                                    .formatted(instance.id(), b.what()),
                            "review what was set, correct what can't be applied: " + b.review()
                                    + "; what failed: "
                                    + look.rds("describe-events --source-type db-instance --duration 10080"
                                            + " --source-identifier " + instance.id())));
        }
    }

    /** Groups whose values an instance does not run with, and the commands that show them. */
    private record Behind(String what, String review) {}

    private static Optional<Behind> behind(Look look, Instance instance, Predicate<String> counts) {
        String ofCluster = look.cluster().parameterGroup();
        List<String> behind = new ArrayList<>();
        List<String> review = new ArrayList<>();
        for (Instance.AppliedGroup group : instance.parameterGroups()) {
            if (counts.test(group.status())) {
                behind.add("instance group " + group.name() + " is " + group.status());
                review.add(look.rds("describe-db-parameters --source user --db-parameter-group-name " + group.name()));
            }
        }
        String status = look.cluster()
                .member(instance.id())
                .map(Cluster.Member::parameterStatus)
                .orElse("in-sync");
        if (counts.test(status)) {
            behind.add("cluster group " + ofCluster + " is " + status);
            review.add(look.rds(
                    "describe-db-cluster-parameters --source user --db-cluster-parameter-group-name " + ofCluster));
        }
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Behind(String.join(", ", behind), String.join("; ", review)));
    }

    private static void mixed(Look look, Found found) {
        Set<String> classes = look.scope().changes().stream()
                .map(ChangeScope.ClassChange::from)
                .collect(Collectors.toSet());
        boolean everybody = look.seen().instances().values().stream()
                .filter(i -> !i.autoscaled())
                .allMatch(i -> look.scope().change(i.id()).isPresent()
                        || look.scope().targetClasses().contains(i.instanceClass()));
        if (classes.size() > 1 && everybody) {
            found.ask(
                    "the instances have %d different classes (%s); all would get %s"
                            .formatted(
                                    classes.size(),
                                    Look.names(classes),
                                    Look.names(look.scope().targetClasses())),
                    "if the difference is wanted, name the instances that keep theirs in exclude_instances");
        }
    }

    static String values(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
    }
}
