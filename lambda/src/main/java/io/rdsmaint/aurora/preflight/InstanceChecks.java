package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.StatusAdvice;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Are the instances at rest and what they seem to be? */
final class InstanceChecks {
    static final Check<Look> STATUS = new Check<>("member-status", InstanceChecks::status);
    static final Check<Look> UNSEEN = new Check<>("member-unseen", InstanceChecks::unseen);
    static final Check<Look> VERSIONS = new Check<>("mixed-versions", InstanceChecks::versions);

    /** Of the values that wait on an instance, its class. */
    private static final String CLASS = "DBInstanceClass";

    private InstanceChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                STATUS,
                UNSEEN,
                new Check<>("instance-pending-values", InstanceChecks::pending),
                new Check<>("parameters-in-sync", InstanceChecks::parameters),
                VERSIONS,
                new Check<>("mixed-classes", InstanceChecks::mixed));
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
                            + StatusAdvice.ofInstance(instance, look.cluster().id(), look::rds)
                            + "; its events tell why: " + events;
                case LEAVES -> "wait until it is gone: " + look.rds("wait db-instance-deleted" + id);
                case UNKNOWN ->
                    "this status is not known here: see what its events say, " + events + ", and wait: " + available;
            };
            if (touched.contains(instance.id())) {
                found.refuse(observed, way);
            } else {
                found.ask(observed + " to count on it as a reader", way, Subjects.status(instance));
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
        Set<String> restarted = look.restarted().stream().map(Instance::id).collect(Collectors.toSet());
        Set<String> touched = look.touched().stream().map(Instance::id).collect(Collectors.toSet());
        for (Instance instance : look.seen().instances().values()) {
            Map<String, String> others = othersThanPlanned(look, instance);
            if (others.isEmpty()) {
                continue;
            }
            String observed = "changes wait on instance %s: %s; ".formatted(instance.id(), values(others));
            String apply = "apply them on their own first%s: "
                            .formatted(
                                    others.containsKey(CLASS)
                                            ? " (which restarts " + look.role(instance) + " " + instance.id() + ")"
                                            : "")
                    + look.rds("modify-db-instance --db-instance-identifier " + instance.id() + " --apply-immediately");
            if (restarted.contains(instance.id())) {
                found.ask(
                        observed
                                + (look.rebootOnly() ? "a reboot may be what" : "changing its class at once")
                                + " applies them, too",
                        apply + " — or have them applied together",
                        Subjects.pending(instance));
            } else if (touched.contains(instance.id())) {
                found.ask(
                        observed + "they are applied in its maintenance window, when it may be the writer",
                        apply,
                        Subjects.pending(instance));
            } else {
                found.warn(observed + "they are not applied by this operation, but in its maintenance window", apply);
            }
        }
    }

    /** What waits on an instance beyond the class that it is to get, which may be queued already. */
    private static Map<String, String> othersThanPlanned(Look look, Instance instance) {
        Map<String, String> others = new TreeMap<>(instance.pending());
        look.scope().change(instance.id()).ifPresent(c -> others.remove(CLASS, c.to()));
        return others;
    }

    private static void parameters(Look look, Found found) {
        for (Instance instance : look.changed()) {
            UnappliedParameters.of(look.seen(), instance, status -> status != ParameterStatus.IN_SYNC)
                    .ifPresent(u -> found.ask(
                            ("instance %s does not run with its parameter groups' values (%s); its restart makes them"
                                            + " count")
                                    .formatted(instance.id(), u.what()),
                            "review what was set: " + u.review(),
                            u.keys()));
        }
        if (look.rebootOnly()) {
            beyondReboot(look, found);
        }
        notRestarted(look, found);
    }

    /** A reboot is there for what waits for it; what else keeps an instance from being in sync it may not cure. */
    private static void beyondReboot(Look look, Found found) {
        for (Instance instance : look.restarted()) {
            UnappliedParameters.of(look.seen(), instance, status -> status == ParameterStatus.LASTING)
                    .ifPresent(u -> found.ask(
                            ("instance %s does not run with its parameter groups' values (%s), and a reboot may not"
                                            + " change that")
                                    .formatted(instance.id(), u.what()),
                            correct(look, instance, u),
                            u.keys()));
        }
    }

    /**
     * H28: members that nothing is done to, excluded and auto scaled ones too. What waits for a restart on them matters
     * while a class is changed, and of whoever becomes the writer; what no restart may bring matters in any case.
     */
    private static void notRestarted(Look look, Found found) {
        Set<String> restarted = look.restarted().stream().map(Instance::id).collect(Collectors.toSet());
        boolean anybody = !look.changed().isEmpty();
        for (Instance instance : look.seen().instances().values()) {
            if (restarted.contains(instance.id()) || (!anybody && !look.rebootOnly())) {
                continue;
            }
            boolean waiting = anybody || look.scope().failoverTargets().contains(instance.id());
            UnappliedParameters.of(
                            look.seen(),
                            instance,
                            status -> waiting ? status.stays() : status == ParameterStatus.LASTING)
                    .ifPresent(u -> found.ask(
                            ("instance %s, %s, does not run with its parameter groups' values (%s), and this operation"
                                            + " does not restart it")
                                    .formatted(instance.id(), look.role(instance), u.what()),
                            correct(look, instance, u) + "; what waits for a restart, instance_cycle brings",
                            u.keys()));
        }
    }

    private static String correct(Look look, Instance instance, UnappliedParameters unapplied) {
        return "review what was set, correct what can't be applied: " + unapplied.review() + "; what failed: "
                + look.rds("describe-events --source-type db-instance --duration 10080 --source-identifier "
                        + instance.id());
    }

    /** Members of one cluster run one version, but for the time of an upgrade, and when that ended half-way. */
    private static void versions(Look look, Found found) {
        String version = look.cluster().engine().version();
        String others = look.seen().instances().values().stream()
                .filter(i -> !i.engineVersion().equals(version))
                .map(i -> i.id() + " (" + look.role(i) + ") " + i.engineVersion())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            found.ask(
                    "cluster %s is of version %s, and not all its instances run it: %s; an upgrade may have ended half-way"
                            .formatted(look.cluster().id(), version, others),
                    "find out what became of it, and have it ended: "
                            + look.rds("describe-events --duration 10080 --source-type db-cluster --source-identifier "
                                    + look.cluster().id())
                            + "; "
                            + look.rds("describe-pending-maintenance-actions"));
        }
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
