package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Can green follow blue? */
final class ReplicationChecks {
    private static final String IN_SYNC = "in-sync";
    private static final String LOGICAL = "rds.logical_replication";
    private static final String BINLOG = "binlog_format";

    /** What has to be on for the deployment, and may go back afterwards. */
    static final Set<String> SWITCHES = Set.of(LOGICAL, BINLOG);

    /** Each database needs one of each. Source: AWS on preparing Aurora PostgreSQL for blue/green deployments. */
    private static final List<String> PER_DATABASE = List.of(
            "max_replication_slots", "max_wal_senders", "max_logical_replication_workers", "max_worker_processes");

    /** {@code postgres} and {@code rdsadmin} are in every cluster. */
    private static final int FEWEST_DATABASES = 2;

    private ReplicationChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>("logical-replication", ReplicationChecks::logical),
                new Check<>("binary-log", ReplicationChecks::binlog),
                new Check<>("replication-capacity", ReplicationChecks::capacity),
                new Check<>("external-replication", ReplicationChecks::external));
    }

    private static void logical(UpgradeLook look, Found found) {
        if (look.cluster().engine().postgres()) {
            boolean set = look.clusterValue(LOGICAL).filter(UpgradeLook::on).isPresent();
            inEffect(look, found, LOGICAL, set, "1");
        }
    }

    private static void binlog(UpgradeLook look, Found found) {
        if (look.cluster().engine().postgres()) {
            return;
        }
        String format = look.clusterValue(BINLOG).orElse("OFF").toUpperCase(Locale.ROOT);
        if (inEffect(look, found, BINLOG, !format.equals("OFF"), "ROW") && !format.equals("ROW")) {
            found.warn(
                    "%s is %s; ROW is the format that green follows without surprises".formatted(BINLOG, format),
                    modify(look, BINLOG, "ROW") + ", then restart the writer");
        }
    }

    /** Takes down what is missing; answers whether the parameter is set and the running writer has it. */
    private static boolean inEffect(UpgradeLook look, Found found, String parameter, boolean set, String value) {
        String group = look.cluster().parameterGroup();
        if (!set) {
            found.refuse(
                    "%s is off in cluster parameter group %s; green can't follow blue without it"
                            .formatted(parameter, group),
                    look.clusterGroup().engineDefault()
                            ? ownGroup(look, parameter, value)
                            : modify(look, parameter, value) + " && " + restart(look));
            return false;
        }
        Optional<String> seen = look.cluster().writer().one().map(Cluster.Member::parameterStatus);
        if (seen.isEmpty()) {
            // Who writes is not clear, which passes and is refused elsewhere until it has.
            return false;
        }
        String status = seen.get();
        if (!status.equals(IN_SYNC)) {
            found.refuse(
                    ("%s is set in cluster parameter group %s, but the group is %s on the writer: the running database"
                                    + " may not have it yet")
                            .formatted(parameter, group, status),
                    "restart the writer (a short outage; operation instance_cycle does it with care): "
                            + restart(look));
            return false;
        }
        return true;
    }

    private static String ownGroup(UpgradeLook look, String parameter, String value) {
        String own = look.cluster().id() + "-cluster";
        return "the engine's default group can't be changed, so give the cluster one of its own: "
                + look.rds("create-db-cluster-parameter-group --db-cluster-parameter-group-name " + own
                        + " --db-parameter-group-family " + look.clusterGroup().sourceFamily() + " --description "
                        + own)
                + " && "
                + look.rds("modify-db-cluster-parameter-group --db-cluster-parameter-group-name " + own
                        + setting(parameter, value))
                + " && "
                + look.rds("modify-db-cluster --apply-immediately --db-cluster-identifier "
                        + look.cluster().id() + " --db-cluster-parameter-group-name " + own)
                + " && " + restart(look);
    }

    private static String modify(UpgradeLook look, String parameter, String value) {
        return look.rds("modify-db-cluster-parameter-group --db-cluster-parameter-group-name "
                + look.cluster().parameterGroup() + setting(parameter, value));
    }

    private static String setting(String parameter, String value) {
        return " --parameters ParameterName=" + parameter + ",ParameterValue=" + value + ",ApplyMethod=pending-reboot";
    }

    private static String restart(UpgradeLook look) {
        return look.rds("reboot-db-instance --db-instance-identifier "
                + look.cluster().writer().id().orElse("WRITER"));
    }

    private static void capacity(UpgradeLook look, Found found) {
        if (!look.cluster().engine().postgres()) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        PER_DATABASE.forEach(p -> look.clusterValue(p).ifPresent(v -> values.put(p, v)));
        OptionalLong least = values.values().stream()
                .filter(v -> v.matches("[0-9]{1,9}"))
                .mapToLong(Long::parseLong)
                .min();
        if (least.isEmpty()) {
            return;
        }
        String observed = "green takes one of each for every database, and these limits must be above the number of"
                + " databases: "
                + values.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "))
                + ". They are enough for at most " + (least.getAsLong() - 1) + " databases";
        String way = "count them on the writer, SELECT count(*) FROM pg_database; and raise what is too low: "
                + modify(look, "max_replication_slots", "N") + " (likewise the others), then restart the writer";
        if (least.getAsLong() - 1 < FEWEST_DATABASES) {
            found.refuse(observed + "; every cluster has " + FEWEST_DATABASES + " or more", way);
        } else {
            found.warn(observed, way);
        }
    }

    private static void external(UpgradeLook look, Found found) {
        Optional<String> source = Optional.ofNullable(look.cluster().features().replicationSource());
        String sql = look.cluster().engine().postgres()
                ? "on the writer, in each database: SELECT slot_name, plugin, active FROM pg_replication_slots;"
                        + " SELECT pubname FROM pg_publication; SELECT subname, subenabled FROM pg_subscription;"
                : "on the writer: SHOW REPLICAS; SHOW REPLICA STATUS;";
        if (source.isPresent()) {
            found.refuse(
                    "cluster %s replicates from %s; blue must take part in no other replication"
                            .formatted(look.cluster().id(), source.get()),
                    "end that replication first, or upgrade by other means; " + sql);
        } else {
            found.warn(
                    "blue must neither publish to nor subscribe from anything else (DMS, Debezium, external replicas):"
                            + " creation fails otherwise. Slots and binlog positions are not carried to green; only SQL"
                            + " tells whether there are any",
                    sql + " Drop what is found, and set the consumers up anew after the switchover");
        }
    }
}
