package io.rdsmaint.cli.aurora;

import io.rdsmaint.cli.AwsReads;
import io.rdsmaint.cli.Choices;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.OrderableDBInstanceOption;
import software.amazon.awssdk.services.rds.model.UpgradeTarget;

/** Clusters, the classes and versions that AWS offers for one, and the storage types. */
final class AuroraChoices implements Choices {
    private static final Map<String, String> WORDS = Map.of(
            "engine_upgrade", "another engine version, by blue/green",
            "instance_cycle", "a rolling restart, so that static parameters count",
            "instance_type_change", "another class for the instances, readers first",
            "storage_type_change", "Standard or I/O-Optimized storage");
    private static final Map<String, String> NEEDED = Map.of(
            "engine_upgrade", "target_engine_version",
            "instance_type_change", "target_instance_type",
            "storage_type_change", "target_storage_type");
    private static final List<String> SIZES = List.of("medium", "large", "xlarge");

    @Override
    public String words(String type) {
        return WORDS.getOrDefault(type, "");
    }

    @Override
    public Optional<String> needed(String type) {
        return Optional.ofNullable(NEEDED.get(type));
    }

    @Override
    public List<String> targets(AwsReads aws) {
        return with(
                aws,
                rds -> AwsReads.read(
                        "rds:DescribeDBClusters",
                        () -> rds.describeDBClustersPaginator().dbClusters().stream()
                                .filter(cluster -> cluster.engine().startsWith("aurora"))
                                .map(cluster -> "%-30s %s %s, %s"
                                        .formatted(
                                                cluster.dbClusterIdentifier(),
                                                cluster.engine(),
                                                cluster.engineVersion(),
                                                cluster.status()))
                                .toList()));
    }

    @Override
    public List<String> values(String type, String target, AwsReads aws) {
        return with(aws, rds -> {
            DBCluster cluster = AwsReads.read(
                            "rds:DescribeDBClusters", () -> rds.describeDBClusters(r -> r.dbClusterIdentifier(target)))
                    .dbClusters()
                    .getFirst();
            return switch (type) {
                case "engine_upgrade" -> versions(rds, cluster);
                case "instance_type_change" -> classes(rds, cluster);
                default -> storage(cluster);
            };
        });
    }

    private static <T> T with(AwsReads aws, Function<RdsClient, T> reading) {
        try (RdsClient rds = aws.client(RdsClient.builder())) {
            return reading.apply(rds);
        }
    }

    private static List<String> versions(RdsClient rds, DBCluster cluster) {
        return AwsReads.read(
                "rds:DescribeDBEngineVersions",
                () -> rds
                        .describeDBEngineVersions(
                                r -> r.engine(cluster.engine()).engineVersion(cluster.engineVersion()))
                        .dbEngineVersions()
                        .stream()
                        .map(DBEngineVersion::validUpgradeTarget)
                        .flatMap(List<UpgradeTarget>::stream)
                        .map(to -> "%-28s %s"
                                .formatted(
                                        to.engineVersion(),
                                        Boolean.TRUE.equals(to.isMajorVersionUpgrade()) ? "major" : "minor"))
                        .toList());
    }

    /** A line a family of classes, its sizes as they grow. */
    private static List<String> classes(RdsClient rds, DBCluster cluster) {
        Map<String, TreeSet<String>> families = new TreeMap<>();
        AwsReads.read(
                        "rds:DescribeOrderableDBInstanceOptions",
                        () -> rds
                                .describeOrderableDBInstanceOptionsPaginator(
                                        r -> r.engine(cluster.engine()).engineVersion(cluster.engineVersion()))
                                .orderableDBInstanceOptions()
                                .stream()
                                .map(OrderableDBInstanceOption::dbInstanceClass)
                                .toList())
                .forEach(name -> families.computeIfAbsent(
                                name.substring(0, name.lastIndexOf('.')),
                                _ -> new TreeSet<>(Comparator.comparingInt(AuroraChoices::size)
                                        .thenComparing(Comparator.naturalOrder())))
                        .add(name.substring(name.lastIndexOf('.') + 1)));
        return families.entrySet().stream()
                .map(family -> family.getKey() + ".  " + String.join(" ", family.getValue()))
                .toList();
    }

    private static int size(String name) {
        String times = name.replaceFirst("xlarge.*", "");
        return times.matches("\\d+") ? SIZES.size() + Integer.parseInt(times) : SIZES.indexOf(name);
    }

    private static List<String> storage(DBCluster cluster) {
        String now = cluster.storageType() == null ? "aurora" : cluster.storageType();
        return List.of("aurora        Standard", "aurora-iopt1  I/O-Optimized").stream()
                .map(line -> line.startsWith(now + " ") ? line + ", as it is now" : line)
                .toList();
    }
}
