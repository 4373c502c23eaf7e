package io.rdsmaint.gateway.rds;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The one table of status words: what each means for whoever waits. The words are AWS's.
 *
 * <ul>
 *   <li>Clusters: Aurora User Guide, <i>Viewing DB cluster status</i>. Beyond it {@code rebooting}, {@code failed},
 *       {@code restore-failed}, {@code incompatible-…} and {@code configuring-iam-database-auth}, which AWS's own
 *       CloudFormation handlers and the Terraform provider wait for or give up on.
 *   <li>Instances: Aurora User Guide, <i>Viewing DB instance status in an Aurora cluster</i>. Beyond it
 *       {@code configuring-performance-insights} of the RDS User Guide and {@code modify-failed} of field reports.
 *   <li>Targets of proxies: RDS API Reference, <i>TargetHealth</i>, by the reason where there is one.
 *   <li>Blue/green deployments and their members: RDS API Reference, <i>BlueGreenDeployment</i> and
 *       <i>SwitchoverDetail</i>.
 * </ul>
 *
 * <p>AWS writes {@code upgrade_failed} where its other words have hyphens, and its tables capitalise: neither is told
 * apart. Words come in families that grow: whatever ends in {@code failed}, and whatever is {@code incompatible-…} or
 * {@code inaccessible-…}, lasts.
 */
public enum Statuses {
    CLUSTER(Map.of(
            Outlook.READY,
            Set.of("available"),
            Outlook.SERVES,
            Set.of("storage-optimization"),
            Outlook.PASSES,
            Set.of(
                    "backing-up",
                    "backtracking",
                    "configuring-iam-database-auth",
                    "creating",
                    "failing-over",
                    "maintenance",
                    "migrating",
                    "modifying",
                    "preparing-data-migration",
                    "promoting",
                    "rebooting",
                    "renaming",
                    "resetting-master-credentials",
                    "starting",
                    "update-iam-db-auth",
                    "upgrading"),
            Outlook.LEAVES,
            Set.of("deleting"),
            Outlook.LASTS,
            Set.of("stopped", "stopping"))),

    INSTANCE(Map.of(
            Outlook.READY,
            Set.of("available"),
            Outlook.SERVES,
            Set.of("storage-optimization"),
            Outlook.PASSES,
            Set.of(
                    "backing-up",
                    "backtracking",
                    "configuring-enhanced-monitoring",
                    "configuring-iam-database-auth",
                    "configuring-log-exports",
                    "configuring-performance-insights",
                    "converting-to-vpc",
                    "creating",
                    "maintenance",
                    "modifying",
                    "moving-to-vpc",
                    "rebooting",
                    "renaming",
                    "resetting-master-credentials",
                    "starting",
                    "storage-config-upgrade",
                    "storage-initialization",
                    "upgrading"),
            Outlook.LEAVES,
            Set.of("delete-precheck", "deleting"),
            Outlook.LASTS,
            Set.of("insufficient-capacity", "restore-error", "stopped", "stopping", "storage-full"))),

    /** By {@link Proxy.Target#word}: a target that restarts or changes roles can't be reached for a while. */
    PROXY_TARGET(Map.of(
            Outlook.READY,
            Set.of("available"),
            Outlook.PASSES,
            Set.of(
                    "connection-failed",
                    "invalid-replication-state",
                    "pending-proxy-capacity",
                    "promoted",
                    "registering",
                    "unavailable",
                    "unreachable"),
            Outlook.LASTS,
            Set.of("auth-failure"))),

    /** The deployment as a whole. */
    DEPLOYMENT(Map.of(
            Outlook.READY,
            Set.of("available", "switchover-completed"),
            Outlook.PASSES,
            Set.of("provisioning", "switchover-in-progress"),
            Outlook.LEAVES,
            Set.of("deleting"),
            Outlook.LASTS,
            Set.of("invalid-configuration"))),

    /** One pair of a deployment. */
    DEPLOYMENT_MEMBER(Map.of(
            Outlook.READY,
            Set.of("available", "switchover-completed"),
            Outlook.PASSES,
            Set.of("provisioning", "switchover-in-progress"),
            Outlook.LASTS,
            Set.of("missing-source", "missing-target")));

    @SuppressWarnings("ImmutableEnumChecker") // Map.of and Set.of are immutable
    private final Map<Outlook, Set<String>> words;

    Statuses(Map<Outlook, Set<String>> words) {
        this.words = words;
    }

    /** What a word means, however AWS writes it. */
    public Outlook of(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return words.entrySet().stream()
                .filter(e -> e.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(lasts(plain) ? Outlook.LASTS : Outlook.UNKNOWN);
    }

    private static boolean lasts(String word) {
        return word.endsWith("failed") || word.startsWith("incompatible-") || word.startsWith("inaccessible-");
    }

    /** All words that the table names. */
    public Map<Outlook, Set<String>> words() {
        return words;
    }
}
