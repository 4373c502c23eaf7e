package io.rdsmaint.aurora.engineupgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.kit.RequestFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the operator asked for.
 *
 * @param targetVersion the engine version wanted
 * @param switchoverTimeoutSeconds after which AWS gives a switchover up and brings everything back
 * @param clusterGroup cluster parameter group of the new version; empty: one is made when it is needed
 * @param instanceGroup the same for instances
 * @param pauseBeforeSwitchover ask a person before writes are interrupted
 * @param pauseBeforeCleanup ask a person before anything of the old cluster is removed
 * @param skipProxyChecks leave proxies out of sight
 * @param finalSnapshot take a snapshot of the old cluster before it is deleted
 * @param retainOldHours how long the old cluster stays after the switchover
 * @param deregistersProxies the earlier system's {@code pause_before_proxy_deregister} was given; it has no effect
 */
public record Parameters(
        String targetVersion,
        int switchoverTimeoutSeconds,
        Optional<String> clusterGroup,
        Optional<String> instanceGroup,
        boolean pauseBeforeSwitchover,
        boolean pauseBeforeCleanup,
        boolean skipProxyChecks,
        boolean finalSnapshot,
        int retainOldHours,
        boolean deregistersProxies) {

    private static final String VERSION = "target_engine_version";
    private static final String TIMEOUT = "switchover_timeout";
    private static final String CLUSTER_GROUP = "db_cluster_parameter_group_name";
    private static final String INSTANCE_GROUP = "db_instance_parameter_group_name";
    private static final String BEFORE_SWITCHOVER = "pause_before_switchover";
    private static final String BEFORE_CLEANUP = "pause_before_cleanup";
    private static final String SKIP_CHECKS = "skip_proxy_checks";
    private static final String SKIP_RETARGET = "skip_proxy_retarget";
    private static final String DEREGISTER = "pause_before_proxy_deregister";
    private static final String SNAPSHOT = "final_snapshot";
    private static final String RETAIN = "retain_old_hours";

    private static final Pattern ENGINE_VERSION = Pattern.compile("[0-9]+\\.[A-Za-z0-9._-]{1,60}");
    private static final Pattern GROUP = Pattern.compile("(default\\.)?[A-Za-z](?:[-.]?[A-Za-z0-9]){0,254}");

    /** Seconds. Source of all three: RDS API reference, SwitchoverBlueGreenDeployment. */
    private static final int LEAST_TIMEOUT = 30;

    private static final int LONGEST_TIMEOUT = 3600;
    private static final int USUAL_TIMEOUT = 300;

    /** Hours, 30 days: the old cluster costs as much as the new one; chosen. */
    private static final int LONGEST_RETENTION = 720;

    /**
     * Reads the parameters as given.
     *
     * @throws InvalidRequest naming every problem: missing, unknown and contradictory fields, wrong types and values
     */
    public static Parameters read(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        String version = fields.required(
                VERSION,
                ENGINE_VERSION,
                "an engine version",
                "write it in full as RDS does, such as \"16.4\" or \"8.0.mysql_aurora.3.08.2\"; aws rds"
                        + " describe-db-engine-versions lists them");
        int timeout = fields.number(TIMEOUT, LEAST_TIMEOUT, LONGEST_TIMEOUT).orElse(USUAL_TIMEOUT);
        Optional<String> clusterGroup = group(fields, CLUSTER_GROUP, "describe-db-cluster-parameter-groups");
        Optional<String> instanceGroup = group(fields, INSTANCE_GROUP, "describe-db-parameter-groups");
        boolean beforeSwitchover = fields.flag(BEFORE_SWITCHOVER).orElse(true);
        boolean beforeCleanup = fields.flag(BEFORE_CLEANUP).orElse(true);
        boolean skipProxies = skipProxies(fields);
        boolean snapshot = fields.flag(SNAPSHOT).orElse(true);
        int retain = fields.number(RETAIN, 0, LONGEST_RETENTION).orElse(0);
        boolean deregisters = fields.flag(DEREGISTER).isPresent();
        fields.requireNoProblems();
        return new Parameters(
                version,
                timeout,
                clusterGroup,
                instanceGroup,
                beforeSwitchover,
                beforeCleanup,
                skipProxies,
                snapshot,
                retain,
                deregisters);
    }

    private static Optional<String> group(RequestFields fields, String field, String lists) {
        return fields.text(
                        field,
                        GROUP,
                        "the name of a parameter group",
                        "name a group of the new version's family (aws rds " + lists + "), or leave it out")
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static boolean skipProxies(RequestFields fields) {
        Optional<Boolean> skip = fields.flag(SKIP_CHECKS);
        Optional<Boolean> earlier = fields.flag(SKIP_RETARGET);
        if (skip.isPresent() && earlier.isPresent() && !skip.equals(earlier)) {
            fields.problem(
                    SKIP_RETARGET,
                    earlier.get() + " contradicts " + SKIP_CHECKS + " " + skip.get(),
                    "leave " + SKIP_RETARGET + " out");
        }
        return skip.or(() -> earlier).orElse(false);
    }
}
