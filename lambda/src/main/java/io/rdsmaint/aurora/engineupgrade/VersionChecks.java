package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Can the cluster get there, and run there as it is? */
final class VersionChecks {
    static final String TARGET = "target-version";

    /** The first minor version of each major one that has blue/green deployments. Source: AWS on supported versions. */
    private static final Map<String, String> FIRST_POSTGRES =
            Map.of("11", "11.21", "12", "12.16", "13", "13.12", "14", "14.9", "15", "15.4", "16", "16.1");

    private VersionChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>(TARGET, VersionChecks::target),
                new Check<>("target-version-deprecated", VersionChecks::deprecated),
                new Check<>("major-upgrade", VersionChecks::major),
                new Check<>("source-version", VersionChecks::source),
                new Check<>("babelfish", VersionChecks::babelfish),
                new Check<>("target-class", VersionChecks::classes),
                new Check<>("target-certificate", VersionChecks::certificates));
    }

    private static void target(UpgradeLook look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        String wanted = look.parameters().targetVersion();
        Optional<EngineVersion.Upgrade> upgrade = look.upgrade();
        String list = look.rds("describe-db-engine-versions --engine %s --engine-version %s --query"
                        .formatted(engine.name(), engine.version())
                + " 'DBEngineVersions[0].ValidUpgradeTarget[].[EngineVersion,IsMajorVersionUpgrade]' --output text");
        if (upgrade.isEmpty() || look.target() == null) {
            EngineVersion now = look.seen().engineVersion();
            found.refuse(
                    "AWS offers no upgrade of %s from %s to %s; offered are: %s"
                            .formatted(
                                    engine.name(),
                                    engine.version(),
                                    wanted,
                                    now == null || now.upgrades().isEmpty()
                                            ? "none"
                                            : now.upgrades().stream()
                                                    .map(EngineVersion.Upgrade::version)
                                                    .collect(Collectors.joining(", "))),
                    "choose one of those, or upgrade in two steps: " + list);
        } else if (!upgrade.get().engineModes().isEmpty()
                && !upgrade.get().engineModes().contains("provisioned")) {
            found.refuse(
                    "the upgrade to %s is for engine modes %s only; the cluster is provisioned"
                            .formatted(
                                    wanted,
                                    String.join(
                                            ", ", new TreeSet<>(upgrade.get().engineModes()))),
                    "choose another version: " + list);
        }
    }

    /** Source: AWS on blue/green deployments for Babelfish: from 15.7 and 16.3 on. */
    private static void babelfish(UpgradeLook look, Found found) {
        boolean on = look.clusterGroup().parameters().stream()
                .anyMatch(p -> p.name().equals("rds.babelfish_status") && "on".equals(p.value()));
        if (!on) {
            return;
        }
        String now = look.cluster().engine().version();
        String first = VersionOrder.before(now, "16") ? "15.7" : "16.3";
        if (VersionOrder.before(now, first)) {
            found.refuse(
                    "cluster %s is a Babelfish cluster of version %s; blue/green deployments of such begin with %s"
                            .formatted(look.cluster().id(), now, first),
                    "upgrade it in place to %s or later first: ".formatted(first)
                            + look.rds("describe-db-engine-versions --engine "
                                    + look.cluster().engine().name()
                                    + " --engine-version " + now
                                    + " --query 'DBEngineVersions[0].ValidUpgradeTarget[].EngineVersion'"));
        } else {
            found.warn(
                    "cluster %s is a Babelfish cluster, whose versions have upgrade paths of their own"
                            .formatted(look.cluster().id()),
                    "see AWS's table of Babelfish versions for %s to %s before you start"
                            .formatted(now, look.parameters().targetVersion()));
        }
    }

    private static void deprecated(UpgradeLook look, Found found) {
        EngineVersion target = look.target();
        if (target != null && target.status().equals("deprecated")) {
            found.warn(
                    "%s %s is deprecated: AWS will end it soon".formatted(target.engine(), target.version()),
                    "choose a newer version unless there is a reason: "
                            + look.rds("describe-db-engine-versions --engine " + target.engine()
                                    + " --query 'DBEngineVersions[].[EngineVersion,Status]' --output text"));
        }
    }

    private static void major(UpgradeLook look, Found found) {
        look.upgrade()
                .filter(EngineVersion.Upgrade::major)
                .ifPresent(u -> found.warn(
                        "from %s to %s is a major upgrade: applications, extensions and query plans may behave"
                                        .formatted(look.cluster().engine().version(), u.version())
                                + " differently",
                        "test on the green cluster while the operation waits before the switchover; read only there"));
    }

    private static void source(UpgradeLook look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        String first = FIRST_POSTGRES.get(engine.version().split("\\.", -1)[0]);
        if (engine.postgres() && first != null && VersionOrder.before(engine.version(), first)) {
            found.refuse(
                    "Aurora PostgreSQL %s has no blue/green deployments; %s and later have"
                            .formatted(engine.version(), first),
                    "upgrade to that minor version in place first: "
                            + look.rds("modify-db-cluster --db-cluster-identifier "
                                    + look.cluster().id() + " --engine-version " + first));
        }
    }

    private static void classes(UpgradeLook look, Found found) {
        if (look.target() == null) {
            return;
        }
        Map<String, String> lacking = new TreeMap<>();
        look.instances().forEach(i -> lack(look, i).ifPresent(why -> lacking.put(i.id(), why)));
        if (!lacking.isEmpty()) {
            found.refuse(
                    "%s %s can't run the instances as they are: %s"
                            .formatted(
                                    look.target().engine(),
                                    look.target().version(),
                                    lacking.entrySet().stream()
                                            .map(e -> e.getKey() + " (" + e.getValue() + ")")
                                            .collect(Collectors.joining(", "))),
                    "change the class first (operation instance_type_change) to one of: "
                            + look.rds("describe-orderable-db-instance-options --engine %s --engine-version %s"
                                            .formatted(
                                                    look.target().engine(),
                                                    look.target().version())
                                    + " --query 'OrderableDBInstanceOptions[].DBInstanceClass' --output text"));
        }
    }

    private static Optional<String> lack(UpgradeLook look, Instance instance) {
        List<Orderable> options = look.orderable().getOrDefault(instance.instanceClass(), List.of()).stream()
                .filter(o -> o.engineModes().isEmpty() || o.engineModes().contains("provisioned"))
                .toList();
        if (options.isEmpty()) {
            return Optional.of(instance.instanceClass() + " is not offered");
        }
        List<String> lost = new ArrayList<>();
        String zone = instance.availabilityZone();
        if (!zone.isEmpty()
                && options.stream().noneMatch(o -> o.availabilityZones().contains(zone))) {
            lost.add(instance.instanceClass() + " is not offered in " + zone);
        }
        if (instance.settings().insights() && options.stream().noneMatch(Orderable::performanceInsights)) {
            lost.add("no Performance Insights");
        }
        Cluster.Features features = look.cluster().features();
        if (features.iamAuthentication() && options.stream().noneMatch(Orderable::iamAuthentication)) {
            lost.add("no IAM database authentication");
        }
        if (options.stream()
                .noneMatch(o -> o.storageType().isEmpty() || o.storageType().equals(features.storageType()))) {
            lost.add("no storage type " + features.storageType());
        }
        return lost.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lost));
    }

    private static void certificates(UpgradeLook look, Found found) {
        EngineVersion target = look.target();
        if (target == null || target.certificates().isEmpty()) {
            return;
        }
        List<Instance> losing = look.instances().stream()
                .filter(i -> i.settings().certificate() != null
                        && !target.certificates().contains(i.settings().certificate()))
                .toList();
        List<String> lost = losing.stream()
                .map(i -> i.id() + " (" + i.settings().certificate() + ")")
                .toList();
        if (!lost.isEmpty()) {
            found.ask(
                    "%s %s does not offer the CA certificate of %s; the green instances get another one of: %s"
                            .formatted(
                                    target.engine(),
                                    target.version(),
                                    String.join(", ", lost),
                                    String.join(", ", new TreeSet<>(target.certificates()))),
                    "make clients that verify certificates trust those before the switchover",
                    losing.stream()
                            .flatMap(i -> Subjects.certificate(i).stream())
                            .toList());
        }
    }
}
