package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database cluster as DescribeDBClusters shows it.
 *
 * @param arn {@code DBClusterArn}
 * @param resourceId {@code DbClusterResourceId}, which stays with the physical cluster through renames
 * @param status as AWS spells it; see {@link Statuses#CLUSTER}
 * @param parameterGroup the cluster parameter group's name
 * @param pending values that wait to be applied, by the API's field name
 * @param endpoints the names that clients connect to
 * @param serverless the Serverless v2 capacity range, or null when the cluster has none
 */
public record Cluster(
        String id,
        String arn,
        String resourceId,
        String status,
        Engine engine,
        List<Member> members,
        Placement placement,
        Windows windows,
        String parameterGroup,
        Map<String, String> pending,
        Endpoints endpoints,
        @Nullable Serverless serverless,
        Features features,
        Map<String, String> tags) {

    /** The names of what a switchover is known to lose. */
    public static final String BACKTRACK = "backtrack window";

    public static final String ACTIVITY_STREAM = "database activity stream";

    public Cluster {
        members = List.copyOf(members);
        pending = Map.copyOf(pending);
        tags = Map.copyOf(tags);
    }

    /** The partition that it is in, such as {@code aws} or {@code aws-us-gov}: ARNs beside its own begin with the same. */
    public String partition() {
        return arn.split(":", 3)[1];
    }

    /**
     * What runs in the cluster.
     *
     * @param mode {@code EngineMode}: {@code provisioned} for all that is maintained here
     * @param scalability {@code ClusterScalabilityType}, or null where the engine has none
     * @param clusterClass {@code DBClusterInstanceClass}, which only Multi-AZ DB clusters have, or null
     */
    public record Engine(
            String name,
            String version,
            String mode,
            @Nullable String scalability,
            @Nullable String clusterClass) {

        /** Aurora PostgreSQL or Aurora MySQL, by the engine's name alone. */
        public boolean aurora() {
            return name.startsWith("aurora");
        }

        /** True for Aurora PostgreSQL. */
        public boolean postgres() {
            return name.equals("aurora-postgresql");
        }
    }

    /**
     * An instance in its role.
     *
     * @param parameterStatus {@code DBClusterParameterGroupStatus}: {@code in-sync}, {@code pending-reboot}
     */
    public record Member(String instanceId, boolean writer, String parameterStatus, int promotionTier) {}

    /**
     * Where the cluster may live.
     *
     * @param vpcSecurityGroups ids
     */
    public record Placement(List<String> availabilityZones, String subnetGroup, List<String> vpcSecurityGroups) {}

    /** Host names that lead to the writer and to the readers; a switchover keeps them. */
    public record Endpoints(String writer, String reader) {}

    /** Weekly and daily windows in UTC, as {@code ddd:hh24:mi-ddd:hh24:mi} and {@code hh24:mi-hh24:mi}. */
    public record Windows(String maintenance, String backup) {}

    /**
     * Serverless v2 capacity in ACU (about 2 GiB each).
     *
     * @param autoPauseSeconds idle time before a pause at capacity 0, or null
     */
    public record Serverless(
            double minCapacity,
            double maxCapacity,
            @Nullable Integer autoPauseSeconds) {}

    /**
     * What else hangs on the cluster.
     *
     * @param storageType {@code aurora} or {@code aurora-iopt1}
     * @param ioOptimizedNextAllowed when a switch to {@code aurora-iopt1} is next allowed, or null
     * @param globalCluster identifier of the global database it belongs to, or null
     * @param replicationSource ARN of what it replicates from, or null
     * @param activityStream {@code stopped}, {@code started} and between
     * @param activityStreamMode {@code sync}, {@code async} or null
     * @param backtrackSeconds target window of Backtrack (Aurora MySQL), 0 when off
     * @param kmsKey ARN of the key that its storage is encrypted with, or null when it is not; AWS's own key looks like a customer's
     * @param masterSecretStatus status of the master password's secret, when Secrets Manager keeps it, or null
     * @param roles the IAM roles by which the database reaches other services
     * @param internetGateway clients reach it over the internet by a gateway of AWS, and it is in nobody's VPC
     * @param upgradeOrder {@code first}, {@code second} or {@code last}: when AWS's automatic minor upgrades come to it, or null
     */
    public record Features(
            String storageType,
            @Nullable Instant ioOptimizedNextAllowed,
            @Nullable String globalCluster,
            @Nullable String replicationSource,
            String activityStream,
            @Nullable String activityStreamMode,
            @Nullable String databaseInsights,
            boolean performanceInsights,
            boolean iamAuthentication,
            boolean deletionProtection,
            @Nullable String kmsKey,
            @Nullable String masterSecretStatus,
            @Nullable Instant latestRestorable,
            int backupRetentionDays,
            long backtrackSeconds,
            List<Role> roles,
            Set<String> logExports,
            boolean dataApi,
            boolean copiesTagsToSnapshots,
            boolean internetGateway,
            @Nullable String upgradeOrder) {

        public Features {
            roles = List.copyOf(roles);
            logExports = Set.copyOf(logExports);
        }
    }

    /**
     * An IAM role by which the database reaches another service.
     *
     * @param feature what it is for, such as {@code s3Import}; empty for Aurora MySQL
     */
    public record Role(String arn, String feature) {
        /** What names it in a command of the RDS API. */
        public String options() {
            return "--role-arn " + arn + (feature.isEmpty() ? "" : " --feature-name " + feature);
        }

        /** The role in words. */
        public String words() {
            return "IAM role " + arn + (feature.isEmpty() ? "" : " for " + feature);
        }
    }

    /** Who accepts writes, as far as the members' flags tell. */
    public Writer writer() {
        return Writer.of(members);
    }

    /** The names of all members that are flagged as the writer: none of them may be taken for a reader. */
    public Set<String> writers() {
        return members.stream().filter(Member::writer).map(Member::instanceId).collect(Collectors.toUnmodifiableSet());
    }

    /** True when that member is flagged as the writer, whoever else is. */
    public boolean writes(String instanceId) {
        return writers().contains(instanceId);
    }

    /** The members that are not flagged as the writer; while none is, the writer is among them. */
    public List<Member> readers() {
        return members.stream().filter(m -> !m.writer()).toList();
    }

    /** The member of that name. */
    public Optional<Member> member(String instanceId) {
        return members.stream().filter(m -> m.instanceId().equals(instanceId)).findFirst();
    }

    /** What its status means for whoever waits. */
    public Outlook outlook() {
        return Statuses.CLUSTER.of(status);
    }

    /** True when {@code available}, which alone doesn't yet mean that a change is over: see {@link #pending()}. */
    public boolean available() {
        return status.equals("available");
    }
}
