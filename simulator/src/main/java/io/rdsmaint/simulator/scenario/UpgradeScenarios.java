package io.rdsmaint.simulator.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.EngineVersions;
import java.util.List;
import java.util.function.Consumer;

/** Ready-made scenarios of clusters that are to be upgraded by a blue/green deployment. */
final class UpgradeScenarios {

    private static final String LARGE = "db.r6g.large";
    private static final String ZONE_A = "us-east-1a";
    private static final String ZONE_B = "us-east-1b";
    private static final String ZONE_C = "us-east-1c";
    private static final String CLUSTER = "demo-upgrade";
    private static final String GROUP = "demo-upgrade-cluster";
    private static final String INSTANCE_GROUP = "demo-upgrade-instance";

    private UpgradeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                upgrade(),
                mysql(),
                proxied(),
                notReady(),
                secret(),
                backtrack(),
                zeroEtl(),
                autoscaled(),
                oldTaken(),
                customEndpoints());
    }

    /** {@code demo-upgrade}: Aurora PostgreSQL 15.8 in a custom group, with logical replication on and in effect. */
    static Scenario upgrade() {
        return new Scenario("upgrade", 31, stage -> postgres(stage, plain -> {}));
    }

    /** {@code demo-upgrade-mysql}: Aurora MySQL 3.05 in a custom group, with binary logging on and in effect. */
    private static Scenario mysql() {
        return new Scenario("upgrade-mysql", 32, stage -> mysql(stage, "demo-upgrade-mysql", plain -> {}));
    }

    /** The same cluster as in {@code upgrade}, already the target of a proxy with a read-only endpoint. */
    private static Scenario proxied() {
        return new Scenario(
                "upgrade-proxied", 33, stage -> postgres(stage, cluster -> cluster.proxy("demo-upgrade-proxy", true)));
    }

    /** Logical replication is stored in the group, but no member has been restarted since. */
    private static Scenario notReady() {
        return new Scenario(
                "upgrade-not-ready",
                34,
                stage -> postgres(
                        stage,
                        cluster -> List.of("-1", "-2", "-3")
                                .forEach(each -> cluster.alter(
                                        CLUSTER + each, member -> member.clusterParameterStatus("pending-reboot")))));
    }

    /** The master user's password is managed in Secrets Manager. */
    private static Scenario secret() {
        ObjectNode secret = JsonNodeFactory.instance
                .objectNode()
                .put("SecretArn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-demo-upgrade")
                .put("SecretStatus", "active")
                .put("KmsKeyId", "arn:aws:kms:us-east-1:123456789012:key/demo");
        return new Scenario(
                "upgrade-secret",
                35,
                stage -> postgres(stage, cluster -> cluster.attribute("MasterUserSecret", secret)));
    }

    /** {@code demo-upgrade-backtrack}: Aurora MySQL with backtracking, which no green cluster has. */
    private static Scenario backtrack() {
        return new Scenario(
                "upgrade-backtrack",
                36,
                stage -> mysql(
                        stage,
                        "demo-upgrade-backtrack",
                        cluster -> cluster.attribute("BacktrackWindow", JsonNodeFactory.instance.numberNode(86_400))));
    }

    /** A zero-ETL integration copies the cluster's data to a warehouse. */
    private static Scenario zeroEtl() {
        return new Scenario("upgrade-zero-etl", 37, stage -> {
            postgres(stage, plain -> {});
            stage.integration("demo-upgrade-warehouse", CLUSTER);
        });
    }

    /** Application Auto Scaling keeps the readers at 60 % CPU. */
    private static Scenario autoscaled() {
        return new Scenario(
                "upgrade-autoscaled",
                38,
                stage -> postgres(stage, cluster -> cluster.reads(2.3, 320).scaling(2, 5, 60)));
    }

    /** Somebody kept {@code demo-upgrade-old1} from an upgrade before. */
    private static Scenario oldTaken() {
        return new Scenario("upgrade-old-taken", 39, stage -> {
            postgres(stage, plain -> {});
            stage.cluster(
                    CLUSTER + "-old1",
                    EngineVersions.POSTGRES,
                    "14.12",
                    cluster -> cluster.instance("demo-kept-1", LARGE, ZONE_A));
        });
    }

    /** A custom endpoint with a static reader, and one that all members serve but one. */
    private static Scenario customEndpoints() {
        return new Scenario(
                "upgrade-custom-endpoints",
                40,
                stage -> postgres(
                        stage,
                        cluster -> cluster.staticEndpoint("demo-upgrade-reports", "READER", CLUSTER + "-3")
                                .excludingEndpoint("demo-upgrade-search", "ANY", CLUSTER + "-1")));
    }

    private static void postgres(ScenarioBuilder stage, Consumer<ClusterBuilder> more) {
        stage.clusterParameterGroup(GROUP, "aurora-postgresql15")
                .parameter(GROUP, "rds.logical_replication", "1")
                .parameter(GROUP, "max_replication_slots", "25")
                .instanceParameterGroup(INSTANCE_GROUP, "aurora-postgresql15")
                .parameter(INSTANCE_GROUP, "work_mem", "16384");
        three(stage, CLUSTER, EngineVersions.POSTGRES, "15.8", cluster -> cluster.parameterGroup(GROUP));
        stage.alter(CLUSTER, cluster -> {
            List.of("-1", "-2", "-3")
                    .forEach(each -> cluster.alter(CLUSTER + each, member -> member.parameterGroup(INSTANCE_GROUP)));
            more.accept(cluster);
        });
    }

    private static void mysql(ScenarioBuilder stage, String id, Consumer<ClusterBuilder> more) {
        stage.clusterParameterGroup(id + "-cluster", "aurora-mysql8.0")
                .parameter(id + "-cluster", "binlog_format", "ROW");
        three(
                stage,
                id,
                EngineVersions.MYSQL,
                "8.0.mysql_aurora.3.05.2",
                cluster -> cluster.parameterGroup(id + "-cluster"));
        stage.alter(id, more);
    }

    private static void three(
            ScenarioBuilder stage, String id, String engine, String version, Consumer<ClusterBuilder> before) {
        stage.cluster(id, engine, version, cluster -> {
            before.accept(cluster);
            cluster.instance(id + "-1", LARGE, ZONE_A)
                    .instance(id + "-2", LARGE, ZONE_B)
                    .instance(id + "-3", LARGE, ZONE_C);
        });
    }
}
