package io.rdsmaint.steps.bluegreen;

import io.rdsmaint.engine.Target;
import io.rdsmaint.steps.Commands;

/** Paste-ready commands to look closer at deployments and their sides. */
final class UpgradeCommands {

    private UpgradeCommands() {}

    static String describe(Target t, String deployment) {
        return Commands.aws(t, "describe-blue-green-deployments --blue-green-deployment-identifier " + deployment);
    }

    static String describeAll(Target t, String clusterArn) {
        return Commands.aws(t, "describe-blue-green-deployments --filters Name=source,Values=" + clusterArn);
    }

    static String events(Target t, String deployment) {
        return Commands.aws(
                t,
                "describe-events --source-type blue-green-deployment --source-identifier " + deployment
                        + " --duration 1440");
    }

    static String cluster(Target t, String id) {
        return Commands.aws(t, "describe-db-clusters --db-cluster-identifier " + id);
    }

    static String snapshot(Target t, String id) {
        return Commands.aws(t, "describe-db-cluster-snapshots --db-cluster-snapshot-identifier " + id);
    }

    static String connections(Target t, String instance) {
        return metric(t, instance, "DatabaseConnections");
    }

    static String slots(Target t, String instance) {
        return metric(t, instance, "OldestReplicationSlotLag");
    }

    private static String metric(Target t, String instance, String metric) {
        return "aws cloudwatch get-metric-statistics --region " + t.region() + " --namespace AWS/RDS --metric-name "
                + metric
                + " --statistics Maximum --period 60 --dimensions Name=DBInstanceIdentifier,Value=" + instance
                + " --start-time \"$(date -u -d '-1 hour' +%FT%TZ)\" --end-time \"$(date -u +%FT%TZ)\"";
    }
}
