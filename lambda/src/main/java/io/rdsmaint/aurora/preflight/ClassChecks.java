package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Can the class be had, where the instances are and with what hangs on them? */
final class ClassChecks {
    private ClassChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("class-orderable", ClassChecks::orderable),
                new Check<>("class-zone", ClassChecks::zones),
                new Check<>("class-features", ClassChecks::features),
                new Check<>("serverless-range", ClassChecks::serverless));
    }

    private static void orderable(Look look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        for (String name : look.scope().targetClasses()) {
            List<Orderable> options = options(look, name);
            if (options.isEmpty()) {
                found.refuse(
                        "class %s can't be ordered for %s %s in %s"
                                .formatted(
                                        name,
                                        engine.name(),
                                        engine.version(),
                                        look.seen().region()),
                        "choose one of: " + listClasses(look));
            } else if (options.stream().noneMatch(ClassChecks::provisioned)) {
                found.refuse(
                        "class %s is offered for engine modes %s only; the cluster is %s"
                                .formatted(
                                        name,
                                        Look.names(options.stream()
                                                .flatMap(o -> o.engineModes().stream())
                                                .toList()),
                                        engine.mode()),
                        "choose one of: " + listClasses(look));
            }
        }
    }

    private static String listClasses(Look look) {
        Cluster.Engine engine = look.cluster().engine();
        return look.rds("describe-orderable-db-instance-options --engine %s --engine-version %s"
                        .formatted(engine.name(), engine.version())
                + " --query 'OrderableDBInstanceOptions[].DBInstanceClass' --output text");
    }

    private static void zones(Look look, Found found) {
        for (ChangeScope.ClassChange change : look.scope().changes()) {
            look.seen()
                    .instance(change.instanceId())
                    .ifPresent(i -> zone(look, found, "instance " + i.id(), change.to(), i.availabilityZone()));
        }
        ChangeScope.Temporary temporary = look.scope().temporary();
        if (temporary != null) {
            zone(
                    look,
                    found,
                    "temporary instance " + temporary.id(),
                    temporary.instanceClass(),
                    temporary.availabilityZone());
        }
    }

    private static void zone(Look look, Found found, String what, String name, String zone) {
        List<Orderable> options = options(look, name);
        Set<String> zones = options.stream()
                .flatMap(o -> o.availabilityZones().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!options.isEmpty() && !zone.isEmpty() && !zones.contains(zone)) {
            found.refuse(
                    "class %s can't be had in %s, where %s is; only in %s"
                            .formatted(name, zone, what, Look.names(zones)),
                    "choose a class that is offered there, or move the work to an instance in one of those zones: "
                            + look.rds("describe-orderable-db-instance-options --engine %s --engine-version %s"
                                            .formatted(
                                                    look.cluster().engine().name(),
                                                    look.cluster().engine().version())
                                    + " --db-instance-class " + name
                                    + " --query 'OrderableDBInstanceOptions[].AvailabilityZones[].Name'"));
        }
    }

    private static void features(Look look, Found found) {
        for (String name : look.scope().targetClasses()) {
            List<Orderable> options = options(look, name).stream()
                    .filter(ClassChecks::provisioned)
                    .toList();
            if (options.isEmpty()) {
                continue;
            }
            List<String> lost = new ArrayList<>();
            List<String> commands = new ArrayList<>();
            for (Instance instance : look.changed()) {
                if (look.classAfter(instance).equals(name)) {
                    instance(look, instance, options, lost, commands);
                }
            }
            cluster(look, options, lost, commands);
            if (!lost.isEmpty()) {
                found.refuse(
                        "class %s does not support what is in use: %s".formatted(name, String.join(", ", lost)),
                        "choose another class, or give the feature up first: " + String.join("; ", commands));
            }
        }
    }

    private static void instance(
            Look look, Instance i, List<Orderable> options, List<String> lost, List<String> commands) {
        String modify = "modify-db-instance --apply-immediately --db-instance-identifier " + i.id();
        if (i.settings().insights() && options.stream().noneMatch(Orderable::performanceInsights)) {
            lost.add("Performance Insights on " + i.id());
            commands.add(look.rds(modify + " --no-enable-performance-insights"));
        }
        if (i.settings().monitoringInterval() > 0 && options.stream().noneMatch(Orderable::enhancedMonitoring)) {
            lost.add("Enhanced Monitoring on " + i.id());
            commands.add(look.rds(modify + " --monitoring-interval 0"));
        }
    }

    private static void cluster(Look look, List<Orderable> options, List<String> lost, List<String> commands) {
        Cluster.Features in = look.cluster().features();
        String modify = "modify-db-cluster --apply-immediately --db-cluster-identifier "
                + look.cluster().id();
        if (in.globalCluster() != null && options.stream().noneMatch(Orderable::globalDatabases)) {
            lost.add("global database " + in.globalCluster());
            commands.add(look.rds("remove-from-global-cluster --global-cluster-identifier %s --db-cluster-identifier %s"
                    .formatted(in.globalCluster(), look.cluster().arn())));
        }
        String mode = in.activityStreamMode();
        if (in.activityStream().startsWith("start")
                && options.stream()
                        .noneMatch(o -> mode == null
                                ? !o.activityStreamModes().isEmpty()
                                : o.activityStreamModes().contains(mode))) {
            lost.add("database activity stream" + (mode == null ? "" : " in mode " + mode));
            commands.add(look.rds("stop-activity-stream --apply-immediately --resource-arn "
                    + look.cluster().arn()));
        }
        if (in.iamAuthentication() && options.stream().noneMatch(Orderable::iamAuthentication)) {
            lost.add("IAM database authentication");
            commands.add(look.rds(modify + " --no-enable-iam-database-authentication"));
        }
        if (options.stream()
                .noneMatch(o -> o.storageType().equals(in.storageType())
                        || o.storageType().isEmpty())) {
            lost.add("storage type " + in.storageType());
            commands.add(
                    look.rds(modify + " --storage-type " + options.getFirst().storageType()));
        }
    }

    private static void serverless(Look look, Found found) {
        if (!look.scope().targetClasses().contains(Instance.SERVERLESS)) {
            return;
        }
        Cluster.Serverless range = look.cluster().serverless();
        String modify = look.rds("modify-db-cluster --db-cluster-identifier "
                + look.cluster().id() + " --serverless-v2-scaling-configuration MinCapacity=MIN,MaxCapacity=MAX");
        if (range == null) {
            found.refuse(
                    "cluster %s has no Serverless v2 capacity range; class db.serverless needs one"
                            .formatted(look.cluster().id()),
                    "set it, 1 ACU being about 2 GiB: " + modify);
        } else if (range.minCapacity() <= 0.5 && look.scope().failoverPlanned()) {
            found.ask(
                    ("the Serverless v2 range begins at %s ACU: a new writer would start nearly empty; 1"
                                    + " or more is advised")
                            .formatted(range.minCapacity()),
                    "raise the minimum for the change to what the present writer uses: " + modify);
        }
        for (String id : look.scope().failoverTargets()) {
            int tier =
                    look.cluster().member(id).map(Cluster.Member::promotionTier).orElse(0);
            boolean becomes = look.seen()
                    .instance(id)
                    .map(i -> look.classAfter(i).equals(Instance.SERVERLESS))
                    .orElse(false);
            if (becomes && tier > 1) {
                found.ask(
                        ("%s is to become writer as db.serverless in promotion tier %d; only tiers 0 and"
                                        + " 1 scale with the writer")
                                .formatted(id, tier),
                        look.rds("modify-db-instance --apply-immediately --promotion-tier 1 --db-instance-identifier "
                                + id));
            }
        }
    }

    private static List<Orderable> options(Look look, String name) {
        return look.seen().orderable().getOrDefault(name, List.of());
    }

    private static boolean provisioned(Orderable option) {
        return option.engineModes().isEmpty() || option.engineModes().contains("provisioned");
    }
}
