package io.rdsmaint.local.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Filter;

/**
 * The cluster as {@code aws rds describe-…} shows it.
 *
 * @param clusters all clusters that there are, by name
 */
record Topology(
        String clusterId, String engine, String version, String storageType, List<Line> members, List<String> clusters)
        implements Scene {

    /**
     * One member.
     *
     * @param parameters whether it runs with the values of its groups: {@code in-sync}, {@code pending-reboot}
     */
    record Line(
            String id,
            boolean writer,
            String instanceClass,
            String zone,
            String status,
            String parameters,
            boolean autoscaled) {}

    /** The only cluster of a scenario. */
    static Topology of(RdsClient rds) {
        return of(rds, rds.describeDBClusters().dbClusters().getFirst().dbClusterIdentifier());
    }

    /** The cluster that a showcase is about. */
    static Topology of(RdsClient rds, Showcase showcase) {
        return showcase.cluster().map(id -> of(rds, id)).orElseGet(() -> of(rds));
    }

    static Topology of(RdsClient rds, String clusterId) {
        DBCluster cluster = rds.describeDBClusters(r -> r.dbClusterIdentifier(clusterId))
                .dbClusters()
                .getFirst();
        List<Line> members = rds
                .describeDBInstances(r -> r.filters(
                        Filter.builder().name("db-cluster-id").values(clusterId).build()))
                .dbInstances()
                .stream()
                .map(i -> line(cluster, i))
                .sorted(Comparator.comparing(Line::id))
                .toList();
        return new Topology(
                clusterId,
                cluster.engine(),
                cluster.engineVersion(),
                cluster.storageType() == null ? "aurora" : cluster.storageType(),
                members,
                rds.describeDBClusters().dbClusters().stream()
                        .map(DBCluster::dbClusterIdentifier)
                        .sorted()
                        .toList());
    }

    private static Line line(DBCluster cluster, DBInstance i) {
        List<DBClusterMember> own = cluster.dbClusterMembers().stream()
                .filter(m -> m.dbInstanceIdentifier().equals(i.dbInstanceIdentifier()))
                .toList();
        boolean instance = i.dbParameterGroups().stream().allMatch(g -> "in-sync".equals(g.parameterApplyStatus()));
        return new Line(
                i.dbInstanceIdentifier(),
                own.stream().anyMatch(DBClusterMember::isClusterWriter),
                i.dbInstanceClass(),
                i.availabilityZone(),
                i.dbInstanceStatus(),
                own.stream()
                        .map(DBClusterMember::dbClusterParameterGroupStatus)
                        .filter(status -> !"in-sync".equals(status))
                        .findFirst()
                        .orElse(instance ? "in-sync" : "pending-reboot"),
                i.tagList().stream().anyMatch(t -> t.key().startsWith("application-autoscaling:")));
    }

    /** The member that writes; empty while none or several are shown as the writer. */
    Optional<Line> writer() {
        List<Line> flagged = members.stream().filter(Line::writer).toList();
        return flagged.size() == 1 ? Optional.of(flagged.getFirst()) : Optional.empty();
    }

    /** While it isn't clear who writes, whoever isn't shown as the writer may be a reader or not. */
    private String role(Line member) {
        return member.writer() ? "writer" : writer().isPresent() ? "reader" : "unclear";
    }

    @Override
    public String word() {
        return "Cluster";
    }

    @Override
    public String field() {
        return "cluster_id";
    }

    @Override
    public String name() {
        return clusterId;
    }

    @Override
    public void print(Consumer<String> out) {
        out.accept("  " + engine + " " + version + ", storage " + storageType);
        members.forEach(m -> out.accept("  %-22s %-7s %-14s %-10s %s%s"
                .formatted(
                        m.id(),
                        role(m),
                        m.instanceClass(),
                        m.zone(),
                        m.status(),
                        m.parameters().equals("in-sync") ? "" : ", parameters " + m.parameters())));
    }
}
