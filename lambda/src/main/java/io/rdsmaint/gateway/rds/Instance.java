package io.rdsmaint.gateway.rds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database instance as DescribeDBInstances shows it. Its role is the cluster's to tell: {@link Cluster#member}.
 *
 * @param resourceId {@code DbiResourceId}, which a re-created instance of the same name doesn't share
 * @param instanceClass such as {@code db.r6g.large}
 * @param status as AWS spells it; see {@link Statuses#INSTANCE}
 * @param availabilityZone empty while it is being created
 * @param parameterGroups instance parameter groups with their apply status
 * @param pending values that wait to be applied, by the API's field name
 * @param createdAt null while it is being created
 */
public record Instance(
        String id,
        String arn,
        String resourceId,
        String clusterId,
        String instanceClass,
        String status,
        String engine,
        String engineVersion,
        String availabilityZone,
        int promotionTier,
        List<AppliedGroup> parameterGroups,
        Map<String, String> pending,
        Settings settings,
        Map<String, String> tags,
        @Nullable Instant createdAt) {

    /** The tag that Application Auto Scaling puts on readers it made. */
    public static final String AUTOSCALING_TAG = "application-autoscaling:resourceId";

    /** The class whose size follows the cluster's Serverless v2 capacity range. */
    public static final String SERVERLESS = "db.serverless";

    public Instance {
        parameterGroups = List.copyOf(parameterGroups);
        pending = Map.copyOf(pending);
        tags = Map.copyOf(tags);
    }

    /**
     * A parameter group on an instance.
     *
     * @param status {@code in-sync}, {@code pending-reboot}, {@code applying}, {@code failed-to-apply}, …
     */
    public record AppliedGroup(String name, String status) {
        /** True when the running database uses the group's values. */
        public boolean inSync() {
            return status.equals("in-sync");
        }
    }

    /**
     * What a faithful copy must have, too.
     *
     * @param certificate {@code CACertificateIdentifier}
     * @param monitoringInterval of Enhanced Monitoring in seconds, 0 for off
     * @param monitoringRole ARN, or null when off
     * @param insightsKey KMS key of Performance Insights, or null
     * @param insightsRetention days, or null
     */
    public record Settings(
            @Nullable String certificate,
            String subnetGroup,
            String vpc,
            String maintenanceWindow,
            boolean publiclyAccessible,
            boolean autoMinorUpgrade,
            int monitoringInterval,
            @Nullable String monitoringRole,
            boolean insights,
            @Nullable String insightsKey,
            @Nullable Integer insightsRetention,
            boolean iamAuthentication) {}

    /** True when {@code available}. */
    public boolean available() {
        return status.equals("available");
    }

    /** What its status means for whoever waits. */
    public Outlook outlook() {
        return Statuses.INSTANCE.of(status);
    }

    /** True while it is on its way out. */
    public boolean leaves() {
        return outlook() == Outlook.LEAVES;
    }

    /** True when every instance parameter group is in sync. */
    public boolean parametersInSync() {
        return parameterGroups.stream().allMatch(AppliedGroup::inSync);
    }

    /** True for a reader that Application Auto Scaling made, and may take away. */
    public boolean autoscaled() {
        return tags.containsKey(AUTOSCALING_TAG);
    }

    /** True for a Serverless v2 instance. */
    public boolean serverless() {
        return instanceClass.equals(SERVERLESS);
    }
}
