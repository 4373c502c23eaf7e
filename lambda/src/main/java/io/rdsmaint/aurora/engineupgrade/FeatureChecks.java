package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What hangs on the cluster and has no, or not the same, place on green. */
final class FeatureChecks {
    /** Aurora's restore point is usually within five minutes. */
    private static final Duration RESTORABLE_WITHIN = Duration.ofHours(1);

    private FeatureChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>("global-database-upgrade", FeatureChecks::global),
                new Check<>("managed-master-password", FeatureChecks::password),
                new Check<>("backtrack", FeatureChecks::backtrack),
                new Check<>("zero-etl", FeatureChecks::integrations),
                new Check<>("activity-stream", FeatureChecks::stream),
                new Check<>("restorable", FeatureChecks::restorable),
                new Check<>("deletion-protection", FeatureChecks::protection),
                new Check<>("operation-tag", FeatureChecks::operationTag),
                new Check<>("resource-ids-change", FeatureChecks::resourceIds),
                new Check<>("associated-roles", FeatureChecks::roles),
                new Check<>("iam-policies", FeatureChecks::iam));
    }

    private static void global(UpgradeLook look, Found found) {
        String id = look.cluster().features().globalCluster();
        if (id != null) {
            found.refuse(
                    ("cluster %s is %s in global database %s: AWS has blue/green deployments for those, but they reach into"
                                    + " the other regions, whose clusters this operation can't record and clean up yet")
                            .formatted(
                                    look.cluster().id(),
                                    look.seen().globalSecondary() ? "a secondary" : "the primary",
                                    id),
                    "upgrade it by hand from its primary region, with no proxy on it, or take the cluster out first: "
                            + look.rds("describe-global-clusters --global-cluster-identifier " + id));
        }
    }

    private static void password(UpgradeLook look, Found found) {
        if (look.cluster().features().masterSecretStatus() != null) {
            found.refuse(
                    "Secrets Manager manages the master password of cluster %s (secret %s); blue/green deployments"
                                    .formatted(
                                            look.cluster().id(),
                                            look.cluster().features().masterSecretStatus())
                            + " don't support that",
                    "end it for the time, which sets a password of your own: "
                            + look.rds("modify-db-cluster --apply-immediately --no-manage-master-user-password"
                                    + " --master-user-password NEW --db-cluster-identifier "
                                    + look.cluster().id())
                            + "; afterwards turn it on again with --manage-master-user-password");
        }
    }

    private static void backtrack(UpgradeLook look, Found found) {
        long seconds = look.cluster().features().backtrackSeconds();
        if (seconds > 0) {
            found.ask(
                    "cluster %s can be backtracked %d hours; green has no backtrack window, and backtracking blue breaks"
                                    .formatted(
                                            look.cluster().id(),
                                            Duration.ofSeconds(seconds).toHours())
                            + " the deployment",
                    "don't backtrack until the end; what was before the switchover can then only be restored from"
                            + " backups of the old cluster",
                    Subjects.lost(Cluster.BACKTRACK));
        }
    }

    private static void integrations(UpgradeLook look, Found found) {
        if (look.integrations().isEmpty()) {
            return;
        }
        String observed =
                "zero-ETL integrations read from cluster %s: %s; the switchover is refused while there are any"
                        .formatted(look.cluster().id(), String.join(", ", look.integrations()));
        String delete = look.integrations().stream()
                .map(arn -> look.rds("delete-integration --integration-identifier " + arn))
                .reduce((a, b) -> a + " && " + b)
                .orElseThrow();
        String again = ", and create them anew for the cluster afterwards";
        if (look.parameters().pauseBeforeSwitchover()) {
            found.ask(observed, "delete them when the operation waits before the switchover: " + delete + again);
        } else {
            found.refuse(
                    observed,
                    "delete them first: " + delete + again + " — or set pause_before_switchover to true to do it then");
        }
    }

    private static void stream(UpgradeLook look, Found found) {
        Cluster.Features features = look.cluster().features();
        if (features.activityStream().startsWith("start")) {
            found.ask(
                    "cluster %s has a database activity stream; green has none, so nothing is recorded from the"
                                    .formatted(look.cluster().id())
                            + " switchover until one is started there",
                    "start one right after the switchover, with a new Kinesis stream: "
                            + look.rds("start-activity-stream --apply-immediately --mode "
                                    + (features.activityStreamMode() == null ? "async" : features.activityStreamMode())
                                    + " --kms-key-id KEY --resource-arn "
                                    + look.cluster().arn()),
                    Subjects.lost(Cluster.ACTIVITY_STREAM));
        }
    }

    private static void restorable(UpgradeLook look, Found found) {
        Cluster.Features features = look.cluster().features();
        if (features.backupRetentionDays() < 1) {
            found.refuse(
                    "cluster %s keeps no automated backups; retention must be 1 day or more"
                            .formatted(look.cluster().id()),
                    look.rds("modify-db-cluster --apply-immediately --backup-retention-period 7"
                            + " --db-cluster-identifier " + look.cluster().id()));
            return;
        }
        Instant latest = features.latestRestorable();
        Instant oldest = look.seen().at().minus(RESTORABLE_WITHIN);
        if (latest == null || latest.isBefore(oldest)) {
            found.ask(
                    "cluster %s can be restored to %s at the latest; it should be within %d minutes"
                            .formatted(
                                    look.cluster().id(),
                                    latest == null ? "no known time" : latest,
                                    RESTORABLE_WITHIN.toMinutes()),
                    "take a snapshot before: "
                            + look.rds("create-db-cluster-snapshot --db-cluster-identifier "
                                    + look.cluster().id() + " --db-cluster-snapshot-identifier "
                                    + look.cluster().id() + "-before"));
        }
    }

    private static void protection(UpgradeLook look, Found found) {
        if (look.cluster().features().deletionProtection()) {
            found.warn(
                    "cluster %s is protected against deletion, and the old one will be"
                            .formatted(look.cluster().id()),
                    "nothing to do: the protection of the old cluster alone is lifted, right before its deletion"
                            + (look.parameters().pauseBeforeCleanup()
                                    ? " and after you said so"
                                    : "; set pause_before_cleanup to true to be asked first"));
        }
    }

    /** AWS gives green the tags of blue in our name, and the policies let nobody but the function's own call set this one. */
    private static void operationTag(UpgradeLook look, Found found) {
        Map<String, Map<String, String>> resources = new LinkedHashMap<>();
        resources.put(look.cluster().arn(), look.cluster().tags());
        look.seen().instances().values().forEach(i -> resources.put(i.arn(), i.tags()));
        resources.putAll(look.seen().endpointTags());
        List<String> tagged = resources.entrySet().stream()
                .filter(r -> r.getValue().containsKey(Ownership.TAG))
                .map(Map.Entry::getKey)
                .toList();
        if (!tagged.isEmpty()) {
            found.refuse(
                    "the tag %s, left by an earlier operation, is on %s; AWS would give it to green, which this deployment's"
                                    .formatted(Ownership.TAG, String.join(", ", tagged))
                            + " permissions don't allow",
                    tagged.stream()
                            .map(arn -> look.rds("remove-tags-from-resource --resource-name %s --tag-keys %s"
                                    .formatted(arn, Ownership.TAG)))
                            .collect(Collectors.joining(" && ")));
        }
    }

    private static void resourceIds(UpgradeLook look, Found found) {
        found.warn(
                "names and endpoints stay, resource ids change with the switchover (now %s)"
                                .formatted(look.cluster().resourceId())
                        + ": whoever goes by them must learn the new ones. Performance Insights and Enhanced Monitoring"
                        + " begin anew, point-in-time restore reaches back to the switchover only",
                "look for them in IAM policies, CloudTrail filters, dashboards, log subscriptions and backup plans;"
                        + " alarms that name instances go on, by name");
    }

    private static void roles(UpgradeLook look, Found found) {
        List<Cluster.Role> roles = look.cluster().features().roles();
        if (!roles.isEmpty()) {
            found.ask(
                    "cluster %s has %s; green has none of them, so what the database does by them fails from the switchover on"
                            .formatted(
                                    look.cluster().id(),
                                    roles.stream().map(Cluster.Role::words).collect(Collectors.joining(", "))),
                    look.parameters().pauseBeforeSwitchover()
                            ? "add them to the green cluster when the operation waits before the switchover; its question"
                                    + " has the commands, and verify_upgrade looks whether they are there"
                            : "set pause_before_switchover to true and add them to the green cluster then, or"
                                    + " when the operation asks right before the switchover");
        }
    }

    private static void iam(UpgradeLook look, Found found) {
        if (look.cluster().features().iamAuthentication()) {
            found.ask(
                    ("cluster %s uses IAM database authentication, whose policies name resource ids: clients can't log in"
                                    + " to green until a policy names its id")
                            .formatted(look.cluster().id()),
                    "while the operation waits before the switchover, allow the green cluster's id, too: %s"
                                    .formatted("arn:%s:rds-db:%s:%s:dbuser:GREEN-RESOURCE-ID/USER"
                                            .formatted(
                                                    look.cluster().partition(),
                                                    look.seen().region(),
                                                    look.seen().account()))
                            + ", from "
                            + look.rds("describe-db-clusters --query"
                                    + " 'DBClusters[].[DBClusterIdentifier,DbClusterResourceId]'"));
        }
    }
}
