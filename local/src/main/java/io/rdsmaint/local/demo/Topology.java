package io.rdsmaint.local.demo;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Filter;

/** The cluster as {@code aws rds describe-…} shows it. */
record Topology(String clusterId, List<Line> members) {
    /** One member. */
    record Line(String id, boolean writer, String instanceClass, String zone, String status) {}

    static Topology of(RdsClient rds) {
        var cluster = rds.describeDBClusters().dbClusters().getFirst();
        List<Line> members = rds
                .describeDBInstances(r -> r.filters(Filter.builder()
                        .name("db-cluster-id")
                        .values(cluster.dbClusterIdentifier())
                        .build()))
                .dbInstances()
                .stream()
                .map(i -> new Line(
                        i.dbInstanceIdentifier(),
                        cluster.dbClusterMembers().stream()
                                .anyMatch(m -> m.isClusterWriter()
                                        && m.dbInstanceIdentifier().equals(i.dbInstanceIdentifier())),
                        i.dbInstanceClass(),
                        i.availabilityZone(),
                        i.dbInstanceStatus()))
                .sorted(Comparator.comparing(Line::id))
                .toList();
        return new Topology(cluster.dbClusterIdentifier(), members);
    }

    void print(PrintStream out) {
        members.forEach(m -> out.printf(
                "  %-22s %-7s %-15s %-12s %s%n",
                m.id(), m.writer() ? "writer" : "reader", m.instanceClass(), m.zone(), m.status()));
    }

    /** True when every member that the operation may change has the class, and one of them writes. */
    boolean asAsked(String target, List<String> leftAlone) {
        return members.stream()
                        .filter(m -> !leftAlone.contains(m.id()))
                        .allMatch(m ->
                                m.instanceClass().equals(target) && m.status().equals("available"))
                && members.stream()
                        .anyMatch(m -> m.writer() && m.instanceClass().equals(target));
    }
}
