package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterSnapshot;
import io.rdsmaint.gateway.rds.Instance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is there already: deployments, names. */
final class DeploymentChecks {
    private static final Set<String> ENDED = Set.of("SWITCHOVER_COMPLETED", "DELETING");

    /** RDS API reference, CreateDBCluster. */
    private static final int LONGEST_ID = 63;

    /** AWS appends a hyphen, the word and six characters. */
    private static final String GREEN_SUFFIX = "-green-xxxxxx";

    private DeploymentChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>("blue-green-deployment", DeploymentChecks::other),
                new Check<>("blue-green-adopt", DeploymentChecks::adopt),
                new Check<>("green-names", DeploymentChecks::names),
                new Check<>("old-cluster-exists", DeploymentChecks::namesake),
                new Check<>("final-snapshot-exists", DeploymentChecks::snapshot),
                new Check<>("ask-the-database-before-upgrade", DeploymentChecks::sql));
    }

    private static void other(UpgradeLook look, Found found) {
        Optional<String> adopted = look.adoptable().map(f -> f.deployment().id());
        for (BlueGreen deployment : look.seen().blueGreens()) {
            if (look.isOwn(deployment) || adopted.equals(Optional.of(deployment.id()))) {
                continue;
            }
            boolean source = look.cluster().arn().equals(deployment.source());
            String observed = "cluster %s is the %s of blue/green deployment %s (%s), which is %s"
                    .formatted(
                            look.cluster().id(),
                            source ? "source" : "target",
                            deployment.name(),
                            deployment.id(),
                            deployment.status());
            String delete =
                    look.rds("delete-blue-green-deployment --blue-green-deployment-identifier " + deployment.id());
            if (!source && ENDED.contains(deployment.status())) {
                found.refuse(
                        observed + "; AWS allows no second one beside it",
                        "remove the deployment, which leaves both clusters as they are: " + delete);
            } else if (deployment.status().equals("DELETING")) {
                found.refuse(observed, "wait until it is gone, then start again");
            } else {
                found.refuse(
                        observed + "; it is not what this operation would make, or not ready to be taken over",
                        "wait until it is AVAILABLE if it is an upgrade to "
                                + look.parameters().targetVersion() + ", or give it up with its green side: " + delete
                                + " --delete-target");
            }
        }
    }

    private static void adopt(UpgradeLook look, Found found) {
        look.adoptable()
                .ifPresent(f -> found.ask(
                        ("blue/green deployment %s (%s), made by somebody else, upgrades cluster %s to %s already; its"
                                        + " green cluster has parameter group %s and its instances %s. It would be used")
                                .formatted(
                                        f.deployment().name(),
                                        f.deployment().id(),
                                        look.cluster().id(),
                                        look.parameters().targetVersion(),
                                        f.green() == null ? "?" : f.green().parameterGroup(),
                                        String.join(", ", f.instanceGroups())),
                        "accept that this operation switches over to it and cleans up after it (an abort leaves it), or"
                                + " delete it first: "
                                + look.rds("delete-blue-green-deployment --delete-target"
                                        + " --blue-green-deployment-identifier "
                                        + f.deployment().id())));
    }

    private static void names(UpgradeLook look, Found found) {
        List<String> tooLong = Stream.concat(
                        Stream.of(look.cluster().id()),
                        look.instances().stream().map(Instance::id))
                .filter(id -> id.length() + GREEN_SUFFIX.length() > LONGEST_ID)
                .toList();
        if (!tooLong.isEmpty()) {
            found.warn(
                    "AWS appends %s for green and %s afterwards to %s; with more than %d characters it shortens the names"
                            .formatted(GREEN_SUFFIX, UpgradeLook.OLD_SUFFIX, String.join(", ", tooLong), LONGEST_ID),
                    "nothing to do here: old and green resources are known by ARN and resource id, not by name");
        }
    }

    private static void namesake(UpgradeLook look, Found found) {
        Cluster old = look.namesake();
        if (old != null && !look.switchedOver()) {
            found.warn(
                    "cluster %s (%s) exists already; the one of this upgrade gets a higher number"
                            .formatted(old.id(), old.resourceId()),
                    "nothing to do here: it is not touched. If nobody needs it any more, it costs: "
                            + look.rds("describe-db-clusters --db-cluster-identifier " + old.id()));
        }
    }

    private static void snapshot(UpgradeLook look, Found found) {
        ClusterSnapshot snapshot = look.snapshot();
        if (snapshot != null
                && look.parameters().finalSnapshot()
                && !snapshot.clusterResourceId().equals(look.cluster().resourceId())) {
            found.refuse(
                    "snapshot %s, as the final one would be called, exists and is of another cluster (%s)"
                            .formatted(snapshot.id(), snapshot.clusterResourceId()),
                    "delete it or set final_snapshot to false: "
                            + look.rds(
                                    "describe-db-cluster-snapshots --db-cluster-snapshot-identifier " + snapshot.id()));
        }
    }

    private static void sql(UpgradeLook look, Found found) {
        if (look.cluster().engine().postgres()) {
            found.warn(
                    "logical replication carries rows only: from now to the switchover DDL, new partitions, large objects"
                            + " and materialized views' refreshes don't reach green, unlogged tables only if"
                            + " rds.logically_replicate_unlogged_tables is on, and updates of tables without a key fail;"
                            + " extensions may stop it. Only SQL tells",
                    "on the writer, in each database: SELECT count(*) FROM pg_largeobject_metadata; SELECT"
                            + " oid::regclass FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u'; SELECT"
                            + " c.oid::regclass FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relreplident = 'd'"
                            + " AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') AND"
                            + " NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary);"
                            + " SELECT extname, extversion FROM pg_extension (pg_partman, pg_cron, pglogical, pgactive:"
                            + " turn their work off); SELECT pid, usename, now() - xact_start AS age FROM"
                            + " pg_stat_activity WHERE xact_start < now() - interval '5 minutes';");
        } else {
            found.warn(
                    "until the switchover, changes of tables that green can't replay (renamed or reordered columns) stop"
                            + " the replication, and a database called tmp is not copied. Only SQL tells",
                    "on the writer: SHOW DATABASES LIKE 'tmp'; SELECT t.table_schema, t.table_name FROM"
                            + " information_schema.tables t LEFT JOIN information_schema.table_constraints c ON"
                            + " c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type ="
                            + " 'PRIMARY KEY' WHERE c.constraint_name IS NULL AND t.table_type = 'BASE TABLE' AND"
                            + " t.table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys');"
                            + " SELECT trx_mysql_thread_id, trx_started FROM information_schema.innodb_trx WHERE"
                            + " trx_started < NOW() - INTERVAL 5 MINUTE;");
        }
    }
}
