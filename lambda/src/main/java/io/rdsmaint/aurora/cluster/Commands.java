package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.rds.Proxy;
import java.util.List;
import java.util.stream.Collectors;

/** Paste-ready commands for questions, to look closer: none of them changes anything. See {@link Remedies}. */
public final class Commands {
    /** The time that a metric is read for, by GNU's date or by that of BSD and macOS. */
    public static final String LAST_HOUR =
            " --start-time \"$(date -u -d '-1 hour' +%FT%TZ 2>/dev/null || date -u -v-1H +%FT%TZ)\""
                    + " --end-time \"$(date -u +%FT%TZ)\"";

    private Commands() {}

    /** Shows the cluster and its members. */
    public static String describeCluster(Target t) {
        return aws(
                t,
                "describe-db-clusters --db-cluster-identifier " + t.name() + " --query "
                        + "'DBClusters[0].[Status,DBClusterMembers[].[DBInstanceIdentifier,IsClusterWriter]]'");
    }

    /** Shows the cluster's instances. */
    public static String describeInstances(Target t) {
        return aws(
                t,
                "describe-db-instances --filters Name=db-cluster-id,Values=" + t.name() + " --query "
                        + "'DBInstances[].[DBInstanceIdentifier,DBInstanceClass,DBInstanceStatus,DbiResourceId]'");
    }

    /** Shows an instance. */
    public static String describeInstance(Target t, String id) {
        return aws(t, "describe-db-instances --db-instance-identifier " + id);
    }

    public static String events(Target t, String instance) {
        return aws(t, "describe-events --source-type db-instance --source-identifier " + instance + " --duration 1440");
    }

    /** Shows what of the account's quotas is used. */
    static String quotas(Target t) {
        return aws(t, "describe-account-attributes");
    }

    /** Shows what happened to the cluster in a day. */
    public static String clusterEvents(Target t) {
        return aws(t, "describe-events --source-type db-cluster --source-identifier " + t.name() + " --duration 1440");
    }

    /** Shows what somebody set in a cluster parameter group. */
    public static String clusterParameters(Target t, String group) {
        return aws(t, "describe-db-cluster-parameters --source user --db-cluster-parameter-group-name " + group);
    }

    public static String storage(Target t) {
        return aws(
                t,
                "describe-db-clusters --db-cluster-identifier " + t.name() + " --query 'DBClusters[0]."
                        + "[Status,StorageType,IOOptimizedNextAllowedModificationTime,PendingModifiedValues]'");
    }

    static String orderable(Target t, String engine, String version, String instanceClass) {
        return aws(
                t,
                "describe-orderable-db-instance-options --engine " + engine + " --engine-version " + version
                        + " --db-instance-class " + instanceClass
                        + " --query 'OrderableDBInstanceOptions[].AvailabilityZones[].Name'");
    }

    public static String tags(Target t, String arn) {
        return aws(t, "list-tags-for-resource --resource-name " + arn);
    }

    public static String endpoint(Target t, String endpoint) {
        return aws(t, "describe-db-cluster-endpoints --db-cluster-endpoint-identifier " + endpoint);
    }

    /** Shows what the proxies connect to. */
    public static List<String> proxies(Target t, List<Proxy> proxies) {
        return proxies.stream()
                .map(p -> aws(t, "describe-db-proxy-targets --db-proxy-name " + p.name()))
                .toList();
    }

    public static String lag(Target t, String instance) {
        return metric(t, instance, "AuroraReplicaLag --statistics Maximum");
    }

    public static String uptime(Target t, String instance) {
        return metric(t, instance, "EngineUptime --statistics Minimum");
    }

    private static String metric(Target t, String instance, String metric) {
        return "aws cloudwatch get-metric-statistics --region " + t.region()
                + " --namespace AWS/RDS --metric-name " + metric + " --period 60"
                + " --dimensions Name=DBInstanceIdentifier,Value=" + instance
                + LAST_HOUR;
    }

    public static String alarms(Target t, List<String> names) {
        return "aws cloudwatch describe-alarms --region " + t.region() + " --alarm-types MetricAlarm CompositeAlarm"
                + " --alarm-names "
                + names.stream().map(Commands::quoted).collect(Collectors.joining(" "))
                + " --query '[MetricAlarms,CompositeAlarms][].[AlarmName,StateValue,StateReason]'";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    public static String load(Target t, String instance) {
        return metric(t, instance, "CPUUtilization --statistics Average") + "; "
                + metric(t, instance, "DatabaseConnections --statistics Maximum");
    }

    /** A command of the RDS API for the region of the target. */
    public static String aws(Target t, String command) {
        return "aws rds " + command + " --region " + t.region();
    }
}
