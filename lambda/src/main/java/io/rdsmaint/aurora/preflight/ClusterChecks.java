package io.rdsmaint.aurora.preflight;

import io.rdsmaint.aurora.cluster.Roles;
import io.rdsmaint.aurora.cluster.StatusAdvice;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.gateway.rds.BlueGreen;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.GlobalCluster;
import java.util.List;
import java.util.Set;

/** Is it a cluster that can be maintained, and is it at rest? */
public final class ClusterChecks {
    /** The cluster is of a kind that isn't maintained here: the others would speak of things it hasn't got. */
    public static final Check<Look> KIND = new Check<>("cluster-kind", true, ClusterChecks::kind);

    static final Check<Look> STATUS = new Check<>("cluster-status", ClusterChecks::status);

    /** Values wait on the cluster. */
    public static final Check<Look> PENDING = new Check<>("cluster-pending-values", ClusterChecks::pending);

    static final Check<Look> MEMBERS = new Check<>("no-instances", ClusterChecks::members);
    static final Check<Look> WRITER = new Check<>(Roles.CHECK, ClusterChecks::writer);

    /** A deployment is under way. */
    public static final Check<Look> BLUE_GREEN = new Check<>("blue-green-deployment", ClusterChecks::blueGreen);

    /** The cluster is in a global database. */
    public static final Check<Look> GLOBAL = new Check<>("global-database", ClusterChecks::global);

    private static final Set<String> ENDED_DEPLOYMENTS = Set.of("SWITCHOVER_COMPLETED", "DELETING");

    private ClusterChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                KIND,
                STATUS,
                PENDING,
                MEMBERS,
                WRITER,
                BLUE_GREEN,
                GLOBAL,
                new Check<>("replication-source", ClusterChecks::replica),
                new Check<>("master-secret", ClusterChecks::secret));
    }

    private static void kind(Look look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        String observed = "cluster %s is %s, engine mode %s%s"
                .formatted(
                        look.cluster().id(),
                        engine.name(),
                        engine.mode(),
                        engine.scalability() == null ? "" : ", scalability " + engine.scalability());
        String limit = "; only provisioned Aurora MySQL and Aurora PostgreSQL clusters are maintained here";
        if (!engine.aurora()) {
            String way = engine.clusterClass() != null
                    ? "a Multi-AZ DB cluster is changed as a whole, its storage by --storage-type, --iops and"
                            + " --allocated-storage, its class by: "
                            + look.rds("modify-db-cluster --db-cluster-identifier "
                                    + look.cluster().id() + " --db-cluster-instance-class CLASS")
                    : "use the tools of that database service";
            found.refuse(observed + limit, way);
        } else if (!engine.mode().equals("provisioned")) {
            found.refuse(observed + limit, wayToProvisioned(look, engine.mode()));
        } else if ("limitless".equals(engine.scalability())) {
            found.refuse(
                    observed + limit,
                    "a limitless database is changed through its shard group; its storage always is I/O-Optimized");
        }
    }

    /** AWS changes one mode in place, Serverless v1; the others are of versions that had to be chosen at the creation. */
    private static String wayToProvisioned(Look look, String mode) {
        return mode.equals("serverless")
                ? "turn Serverless v1 into provisioned mode first, with a writer of a class: "
                        + look.rds("modify-db-cluster --engine-mode provisioned --allow-engine-mode-change"
                                + " --db-cluster-instance-class CLASS --apply-immediately --db-cluster-identifier "
                                + look.cluster().id())
                : "AWS changes this mode of no cluster in place: restore a snapshot of it as a provisioned cluster of a"
                        + " version in support, and let clients move there: "
                        + look.rds(
                                "restore-db-cluster-from-snapshot --engine-mode provisioned --engine "
                                        + look.cluster().engine().name()
                                        + " --engine-version VERSION --snapshot-identifier SNAPSHOT --db-cluster-identifier NEW");
    }

    private static void status(Look look, Found found) {
        Cluster cluster = look.cluster();
        if (cluster.available()) {
            return;
        }
        String available = look.rds("wait db-cluster-available --db-cluster-identifier " + cluster.id());
        String events = look.rds(
                "describe-events --source-type db-cluster --duration 1440 --source-identifier " + cluster.id());
        found.refuse(
                "cluster %s is %s; it must be available".formatted(cluster.id(), cluster.status()),
                switch (cluster.outlook()) {
                    case READY, SERVES, PASSES -> "wait until it is, then start again: " + available;
                    case LEAVES, LASTS ->
                        "it does not pass by itself: "
                                + StatusAdvice.ofCluster(cluster.status(), cluster.id(), look::rds)
                                + "; what happened: " + events;
                    case UNKNOWN ->
                        "this status is not known here: see what AWS says of it, " + events + ", and wait: "
                                + available;
                });
    }

    private static void pending(Look look, Found found) {
        if (!look.cluster().pending().isEmpty()) {
            found.ask(
                    "changes wait on cluster %s: %s; none should while it is worked on"
                            .formatted(
                                    look.cluster().id(),
                                    InstanceChecks.values(look.cluster().pending())),
                    "apply them first (in the maintenance window they may restart the cluster in the middle of this): "
                            + look.rds("modify-db-cluster --db-cluster-identifier "
                                    + look.cluster().id() + " --apply-immediately"),
                    Subjects.pendingOnCluster(look.cluster().pending()));
        }
    }

    /** A cluster that was restored, or whose instances were all deleted, has none. */
    private static void members(Look look, Found found) {
        if (look.cluster().members().isEmpty() && look.seen().instances().isEmpty()) {
            String id = look.cluster().id();
            found.refuse(
                    "cluster %s has no instances, only storage; it must have at least one".formatted(id),
                    "nobody is connected to it: change the cluster itself by its own API, or give it an instance first: "
                            + look.rds("create-db-instance --db-instance-class CLASS --engine "
                                    + look.cluster().engine().name() + " --db-cluster-identifier " + id
                                    + " --db-instance-identifier " + id + "-1"));
        }
    }

    private static void writer(Look look, Found found) {
        int writers = look.cluster().writers().size();
        int expected = look.seen().globalSecondary() ? 0 : 1;
        if (look.cluster().members().isEmpty() || writers == expected) {
            return;
        }
        String shown = "cluster %s shows %d writers%s; expected %d"
                .formatted(
                        look.cluster().id(),
                        writers,
                        writers > 1 ? " (" + look.cluster().writer().words() + ")" : "",
                        expected);
        found.refuse(
                shown + (writers > 1 ? "; one of them may be the former writer" : ""),
                "wait until the roles have settled: "
                        + look.rds("describe-db-clusters --db-cluster-identifier "
                                + look.cluster().id()
                                + " --query 'DBClusters[0].DBClusterMembers'"));
    }

    private static void blueGreen(Look look, Found found) {
        for (BlueGreen deployment : look.seen().blueGreens()) {
            String side = look.cluster().arn().equals(deployment.source()) ? "source" : "target";
            String observed = "cluster %s is the %s of blue/green deployment %s (%s), which is %s"
                    .formatted(look.cluster().id(), side, deployment.name(), deployment.id(), deployment.status());
            String delete =
                    look.rds("delete-blue-green-deployment --blue-green-deployment-identifier " + deployment.id());
            if (ENDED_DEPLOYMENTS.contains(deployment.status())) {
                found.warn(observed, "remove the deployment when it is no longer needed: " + delete);
            } else {
                found.refuse(observed + "; none may be under way", "switch over first, or give it up: " + delete);
            }
        }
    }

    private static void global(Look look, Found found) {
        String id = look.cluster().features().globalCluster();
        if (id == null) {
            return;
        }
        GlobalCluster global = look.seen().globalCluster();
        String describe = look.rds("describe-global-clusters --global-cluster-identifier " + id);
        if (global == null) {
            found.refuse(
                    "cluster %s belongs to global database %s, which can't be seen; its role must be known"
                            .formatted(look.cluster().id(), id),
                    "look at it from its primary region: " + describe);
        } else if (global.switching() || !global.status().equals("available")) {
            found.refuse(
                    "global database %s is %s%s; it must be available and not changing regions"
                            .formatted(id, global.status(), global.switching() ? ", switching over" : ""),
                    "wait until it has settled: " + describe);
        } else if (look.seen().globalSecondary() && look.scope().failoverPlanned()) {
            found.refuse(
                    "cluster %s is a secondary of global database %s: it has no writer to fail over"
                            .formatted(look.cluster().id(), id),
                    "change its members without failover, or work on the primary's region");
        } else {
            found.warn(
                    "cluster %s is %s in global database %s with %d regions"
                            .formatted(
                                    look.cluster().id(),
                                    look.seen().globalSecondary() ? "secondary" : "primary",
                                    id,
                                    global.regions().size()),
                    look.scope().changes().isEmpty()
                            ? "each region's cluster is changed on its own: do the same there where it is wanted"
                            : "give the other regions the same classes: bigger ones secondaries first, smaller ones"
                                    + " primary first; a region that is smaller can't take over the load");
        }
    }

    private static void replica(Look look, Found found) {
        String source = look.cluster().features().replicationSource();
        if (source != null) {
            found.warn(
                    "cluster %s replicates from %s; replication pauses when its writer changes"
                            .formatted(look.cluster().id(), source),
                    "watch the replica's lag afterwards (AuroraBinlogReplicaLag, or SHOW REPLICA STATUS"
                            + " on the writer)");
        }
    }

    private static void secret(Look look, Found found) {
        String status = look.cluster().features().masterSecretStatus();
        if (status != null && !status.equals("active")) {
            found.ask(
                    "the master password's secret of cluster %s is %s; it should be active, not in rotation"
                            .formatted(look.cluster().id(), status),
                    "wait until it is active: "
                            + look.rds("describe-db-clusters --db-cluster-identifier "
                                    + look.cluster().id()
                                    + " --query 'DBClusters[0].MasterUserSecret'"));
        }
    }
}
