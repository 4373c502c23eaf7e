package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.Target;

/** Paste-ready commands to look closer at deployments and their sides. */
public final class UpgradeCommands {

    private UpgradeCommands() {}

    public static String describe(Target t, String deployment) {
        return Commands.aws(t, "describe-blue-green-deployments --blue-green-deployment-identifier " + deployment);
    }

    public static String describeAll(Target t, String clusterArn) {
        return Commands.aws(t, "describe-blue-green-deployments --filters Name=source,Values=" + clusterArn);
    }

    public static String events(Target t, String deployment) {
        return Commands.aws(
                t,
                "describe-events --source-type blue-green-deployment --source-identifier " + deployment
                        + " --duration 1440");
    }

    public static String cluster(Target t, String id) {
        return Commands.aws(t, "describe-db-clusters --db-cluster-identifier " + id);
    }

    public static String snapshot(Target t, String id) {
        return Commands.aws(t, "describe-db-cluster-snapshots --db-cluster-snapshot-identifier " + id);
    }

    /** Lists the logs of an instance whose names hold these words. */
    public static String logs(Target t, String instance, String words) {
        return Commands.aws(
                t, "describe-db-log-files --db-instance-identifier " + instance + " --filename-contains " + words);
    }

    public static String connections(Target t, String instance) {
        return metric(t, instance, "DatabaseConnections");
    }

    public static String slots(Target t, String instance) {
        return metric(t, instance, "OldestReplicationSlotLag");
    }

    private static String metric(Target t, String instance, String metric) {
        return "aws cloudwatch get-metric-statistics --region " + t.region() + " --namespace AWS/RDS --metric-name "
                + metric
                + " --statistics Maximum --period 60 --dimensions Name=DBInstanceIdentifier,Value=" + instance
                + Commands.LAST_HOUR;
    }
}
