package io.rdsmaint.aurora.bluegreen;

import io.rdsmaint.aurora.cluster.Commands;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.cluster.ObservedCluster;
import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Resource;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * H42. Compares the two sides of a deployment field by field, in both clusters and in each pair of instances. What AWS does not
 * copy, what somebody changed on one side alone: all of it shows by looking, so nothing here lists what a deployment is said to
 * lose. Version, parameter groups and the number of members are not compared: those were asked for, see {@link GreenSide}.
 */
final class SideComparison {
    private static final String BLUE = "blue";
    private static final String OLD = "the old cluster";
    private static final String NONE = "none";
    private static final String AT_ONCE = "--apply-immediately ";
    private static final String WINDOW = "--preferred-maintenance-window ";
    private static final Set<String> OWN_TAGS = Set.of(Mark.TAG, Ownership.TAG, Instance.AUTOSCALING_TAG);

    /** What clusters are compared by. */
    private static final List<Trait<Cluster>> CLUSTER = List.of(
            each((Cluster c) -> c.features().roles().stream().map(Cluster.Role::words))
                    .mendedBy((c, later, word) ->
                            "add-role-to-db-cluster --db-cluster-identifier " + later.id() + " " + role(c, word)),
            each((Cluster c) -> c.features().logExports().stream().map(SideComparison::export))
                    .mendedBy(modify(
                            (c, word) -> "--cloudwatch-logs-export-configuration EnableLogTypes=" + log(c, word))),
            flag("Data API", (Cluster c) -> c.features().dataApi())
                    .mendedBy((c, later, word) -> "enable-http-endpoint --resource-arn " + later.arn()),
            flag("IAM database authentication", (Cluster c) -> c.features().iamAuthentication())
                    .mendedBy(modify((c, word) -> AT_ONCE + "--enable-iam-database-authentication")),
            flag("Performance Insights", (Cluster c) -> c.features().performanceInsights())
                    .mendedBy(modify((c, word) -> AT_ONCE + "--enable-performance-insights")),
            flag(
                    Cluster.ACTIVITY_STREAM,
                    (Cluster c) -> c.features().activityStream().startsWith("start")),
            flag(Cluster.BACKTRACK, (Cluster c) -> c.features().backtrackSeconds() > 0),
            flag("deletion protection", (Cluster c) -> c.features().deletionProtection())
                    .mendedBy(modify((c, word) -> "--deletion-protection")),
            value("security groups", (Cluster c) -> listed(c.placement().vpcSecurityGroups(), ", "))
                    .mendedBy(modify((c, word) -> AT_ONCE + "--vpc-security-group-ids "
                            + listed(c.placement().vpcSecurityGroups(), " "))),
            value("backup retention", (Cluster c) -> c.features().backupRetentionDays() + " days")
                    .mendedBy(modify((c, word) -> AT_ONCE + "--backup-retention-period "
                            + c.features().backupRetentionDays())),
            value("encryption key", (Cluster c) -> text(c.features().kmsKey())),
            value("subnet group", (Cluster c) -> c.placement().subnetGroup()),
            value("Serverless v2 capacity", SideComparison::capacity),
            value("storage type", (Cluster c) -> c.features().storageType()),
            value("Database Insights", (Cluster c) -> text(c.features().databaseInsights()))
                    .told(),
            value("maintenance window", (Cluster c) -> c.windows().maintenance())
                    .told()
                    .mendedBy(modify((c, word) -> WINDOW + c.windows().maintenance())),
            value("backup window", (Cluster c) -> c.windows().backup())
                    .told()
                    .mendedBy(modify((c, word) ->
                            "--preferred-backup-window " + c.windows().backup())),
            flag("copying of tags to snapshots", (Cluster c) -> c.features().copiesTagsToSnapshots())
                    .told()
                    .mendedBy(modify((c, word) -> "--copy-tags-to-snapshot")),
            each((Cluster c) -> tags(c.tags())).told());

    /** What the instances of a pair are compared by. */
    private static final List<Trait<Instance>> INSTANCE = List.of(
            value("class", Instance::instanceClass),
            value(Subjects.CERTIFICATE, (Instance i) -> text(i.settings().certificate())),
            value("public access", (Instance i) -> onOff(i.settings().publiclyAccessible()))
                    .mendedBy(change(i -> AT_ONCE + no(i.settings().publiclyAccessible()) + "publicly-accessible")),
            value("promotion tier", (Instance i) -> String.valueOf(i.promotionTier()))
                    .told()
                    .mendedBy(change(i -> AT_ONCE + "--promotion-tier " + i.promotionTier())),
            value("availability zone", Instance::availabilityZone).told(),
            flag("Performance Insights", (Instance i) -> i.settings().insights())
                    .told()
                    .mendedBy(change(i -> AT_ONCE + "--enable-performance-insights")),
            value("Enhanced Monitoring", (Instance i) -> monitoring(i.settings()))
                    .told()
                    .mendedBy(change(i -> AT_ONCE + "--monitoring-interval "
                            + i.settings().monitoringInterval()
                            + (i.settings().monitoringRole() == null
                                    ? ""
                                    : " --monitoring-role-arn " + i.settings().monitoringRole()))),
            value("automatic minor upgrades", (Instance i) -> onOff(i.settings().autoMinorUpgrade()))
                    .told()
                    .mendedBy(change(i -> no(i.settings().autoMinorUpgrade()) + "auto-minor-version-upgrade")),
            value("maintenance window", (Instance i) -> i.settings().maintenanceWindow())
                    .told()
                    .mendedBy(change(i -> WINDOW + i.settings().maintenanceWindow())),
            each((Instance i) -> tags(i.tags())).told());

    /** Two instances of which the later one takes the place of the former one, whose name it has in the end. */
    private record Pair(String name, Instance former, Instance later) {}

    private SideComparison() {}

    /** Blue and green before the switchover. */
    static List<Difference> before(Target target, BlueGreen deployment, ObservedCluster blue, ObservedCluster green) {
        List<Pair> pairs = deployment.switchovers().stream()
                .filter(s -> s.target() != null)
                .flatMap(s -> pair(
                        Resource.name(s.source()),
                        blue.instance(Resource.name(s.source())),
                        green.instance(Resource.name(Objects.requireNonNull(s.target()))))
                        .stream())
                .toList();
        return compare(target, BLUE, blue.cluster(), green.cluster(), pairs);
    }

    /**
     * The old cluster and the one in production.
     *
     * @param was what the switchover wrote down of the old side
     * @param oldInstances those that are still there
     */
    static List<Difference> after(
            Target target, Side was, Cluster old, Collection<Instance> oldInstances, ObservedCluster production) {
        Map<String, Instance> byResource =
                oldInstances.stream().collect(Collectors.toMap(Instance::resourceId, i -> i, (a, b) -> a));
        List<Pair> pairs = was.instances().stream()
                .flatMap(written -> pair(
                        written.original(),
                        Optional.ofNullable(byResource.get(written.resourceId())),
                        production.instance(written.original()))
                        .stream())
                .toList();
        return compare(target, OLD, old, production.cluster(), pairs);
    }

    private static List<Difference> compare(
            Target target, String side, Cluster former, Cluster later, List<Pair> pairs) {
        UnaryOperator<String> aws = command -> Commands.aws(target, command);
        return Stream.concat(
                        CLUSTER.stream().flatMap(trait -> trait.differences(former, later, "", side, aws)),
                        pairs.stream()
                                .flatMap(pair -> INSTANCE.stream()
                                        .flatMap(trait -> trait.differences(
                                                pair.former(), pair.later(), pair.name() + ": ", side, aws))))
                .toList();
    }

    private static Optional<Pair> pair(String name, Optional<Instance> former, Optional<Instance> later) {
        return former.flatMap(f -> later.map(l -> new Pair(name, f, l)));
    }

    private static <T> Trait<T> value(String name, Function<T, String> value) {
        return new Trait<>(name, t -> Stream.of(value.apply(t)), true, true, null);
    }

    private static <T> Trait<T> flag(String name, Predicate<T> on) {
        return each(t -> Stream.of(name).filter(n -> on.test(t)));
    }

    private static <T> Trait<T> each(Function<T, Stream<String>> values) {
        return new Trait<>("", values, false, true, null);
    }

    private static Trait.Remedy<Cluster> modify(BiFunction<Cluster, String, String> options) {
        return (former, later, word) ->
                "modify-db-cluster --db-cluster-identifier " + later.id() + " " + options.apply(former, word);
    }

    private static Trait.Remedy<Instance> change(Function<Instance, String> options) {
        return (former, later, word) ->
                "modify-db-instance --db-instance-identifier " + later.id() + " " + options.apply(former);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String no(boolean on) {
        return on ? "--" : "--no-";
    }

    private static String listed(Collection<String> values, String separator) {
        return values.stream().sorted().collect(Collectors.joining(separator));
    }

    private static String role(Cluster former, String word) {
        return former.features().roles().stream()
                .filter(role -> role.words().equals(word))
                .map(Cluster.Role::options)
                .findFirst()
                .orElse("");
    }

    private static String export(String log) {
        return "export of the " + log + " log";
    }

    private static String log(Cluster former, String word) {
        return former.features().logExports().stream()
                .filter(log -> export(log).equals(word))
                .findFirst()
                .orElse("");
    }

    private static String capacity(Cluster cluster) {
        Cluster.Serverless range = cluster.serverless();
        return range == null ? NONE : range.minCapacity() + " to " + range.maxCapacity() + " ACU";
    }

    private static String monitoring(Instance.Settings settings) {
        return settings.monitoringInterval() == 0 ? "off" : "every " + settings.monitoringInterval() + " s";
    }

    private static String text(@Nullable String text) {
        return text == null ? NONE : text;
    }

    /** What AWS keeps for itself and what operations set is nobody's to miss. */
    private static Stream<String> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(e -> !e.getKey().startsWith("aws:") && !OWN_TAGS.contains(e.getKey()))
                .map(e -> "tag " + e.getKey() + "=" + e.getValue());
    }

    /** What is worth a person's look, first what they have to decide. */
    static List<String> told(List<Difference> differences) {
        return Stream.concat(
                        differences.stream().filter(Difference::asked),
                        differences.stream().filter(d -> !d.asked()))
                .map(Difference::withRemedy)
                .toList();
    }
}
