package io.rdsmaint.simulator.scenario;

import com.fasterxml.jackson.databind.node.IntNode;
import io.rdsmaint.simulator.model.Alarm;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.MaintenanceAction;
import java.util.List;

/** Ready-made scenarios of clusters that ask for particular care. */
final class UnusualScenarios {

    private static final String POSTGRES = EngineVersions.POSTGRES;
    private static final String LARGE = "db.r6g.large";
    private static final String ZONE_A = "us-east-1a";
    private static final String ZONE_B = "us-east-1b";

    private UnusualScenarios() {}

    static List<Scenario> all() {
        return List.of(
                oldEngine(),
                fixedParameters(),
                pendingChanges(),
                globalDatabase(),
                crowded(),
                foreignEngines(),
                manyClusters(),
                alarms(),
                lateRoles());
    }

    /**
     * {@code demo-roles}: for half a minute to four minutes after each change of its writer it shows no writer, or two.
     */
    private static Scenario lateRoles() {
        return new Scenario(
                "late-roles",
                29,
                stage -> stage.roleLag(30, 240)
                        .cluster(
                                "demo-roles",
                                POSTGRES,
                                "15.8",
                                cluster -> cluster.instance("demo-roles-1", LARGE, ZONE_A)
                                        .instance("demo-roles-2", LARGE, ZONE_B)
                                        .instance("demo-roles-3", LARGE, ZONE_B)));
    }

    /** {@code demo-old}: a version whose readers restart with the writer. */
    private static Scenario oldEngine() {
        return new Scenario(
                "old-engine",
                21,
                stage -> stage.cluster(
                        "demo-old",
                        POSTGRES,
                        "13.8",
                        cluster -> cluster.instance("demo-old-1", LARGE, ZONE_A)
                                .instance("demo-old-2", LARGE, ZONE_B)
                                .instance("demo-old-3", LARGE, ZONE_B)));
    }

    /** {@code demo-fixed}: on xlarge, with a parameter group whose fixed buffers fit no smaller class. */
    private static Scenario fixedParameters() {
        return new Scenario(
                "fixed-parameters",
                22,
                stage -> stage.instanceParameterGroup("demo-fixed-values", "aurora-postgresql15")
                        .parameter("demo-fixed-values", "shared_buffers", "2621440")
                        .parameter("demo-fixed-values", "max_connections", "2500")
                        .cluster(
                                "demo-fixed",
                                POSTGRES,
                                "15.8",
                                cluster -> cluster.instance(
                                                "demo-fixed-1",
                                                "db.r6g.xlarge",
                                                ZONE_A,
                                                each -> each.parameterGroup("demo-fixed-values"))
                                        .instance(
                                                "demo-fixed-2",
                                                "db.r6g.xlarge",
                                                ZONE_B,
                                                each -> each.parameterGroup("demo-fixed-values"))));
    }

    /** {@code demo-pending}: a queued class change and due maintenance on its readers. */
    private static Scenario pendingChanges() {
        return new Scenario(
                "pending-changes",
                23,
                stage -> stage.cluster(
                        "demo-pending",
                        POSTGRES,
                        "15.8",
                        cluster -> cluster.instance("demo-pending-1", LARGE, ZONE_A)
                                .instance(
                                        "demo-pending-2",
                                        LARGE,
                                        ZONE_B,
                                        each -> each.pending("CACertificateIdentifier", "rds-ca-ecc384-g1"))
                                .instance(
                                        "demo-pending-3",
                                        LARGE,
                                        ZONE_A,
                                        each -> each.maintenance(MaintenanceAction.optional("os-upgrade")))));
    }

    /** {@code demo-global} in us-east-1 with the secondary {@code demo-global-west} in us-west-2. */
    private static Scenario globalDatabase() {
        return new Scenario("global-database", 24, stage -> {
            stage.cluster(
                    "demo-global",
                    POSTGRES,
                    "15.8",
                    cluster ->
                            cluster.instance("demo-global-1", LARGE, ZONE_A).instance("demo-global-2", LARGE, ZONE_B));
            stage.elsewhere(stage.site().account(), "us-west-2")
                    .cluster(
                            "demo-global-west",
                            POSTGRES,
                            "15.8",
                            cluster -> cluster.secondary()
                                    .instance("demo-global-west-1", LARGE, "us-west-2a")
                                    .instance("demo-global-west-2", LARGE, "us-west-2b"));
            stage.global("demo-worldwide", "demo-global", "us-west-2", "demo-global-west");
        });
    }

    /** {@code demo-crowded}: sixteen members, so that no other can join. */
    private static Scenario crowded() {
        return new Scenario(
                "crowded",
                25,
                stage -> stage.cluster("demo-crowded", POSTGRES, "15.8", cluster -> {
                    for (int i = 1; i <= 16; i++) {
                        cluster.instance("demo-crowded-" + i, LARGE, i % 2 == 0 ? ZONE_B : ZONE_A);
                    }
                }));
    }

    /** Clusters of the same API that are not Aurora's to change one instance at a time. */
    private static Scenario foreignEngines() {
        return new Scenario(
                "foreign-engines",
                26,
                stage -> stage.cluster(
                                "demo-graph",
                                "neptune",
                                "1.3.2.1",
                                cluster -> cluster.instance("demo-graph-1", LARGE, ZONE_A)
                                        .instance("demo-graph-2", LARGE, ZONE_B))
                        .cluster(
                                "demo-documents",
                                "docdb",
                                "5.0.0",
                                cluster -> cluster.instance("demo-documents-1", LARGE, ZONE_A))
                        .cluster(
                                "demo-multi-az",
                                "mysql",
                                "8.0.40",
                                cluster -> cluster.attribute("DBClusterInstanceClass", LARGE)
                                        .attribute("StorageType", "io1")
                                        .attribute("AllocatedStorage", IntNode.valueOf(400))
                                        .attribute("Iops", IntNode.valueOf(3_000))
                                        .instance("demo-multi-az-1", LARGE, ZONE_A)
                                        .instance("demo-multi-az-2", LARGE, ZONE_B))
                        .cluster(
                                "demo-limitless",
                                POSTGRES,
                                "16.4",
                                cluster -> cluster.attribute("ClusterScalabilityType", "limitless")
                                        .storageType(Cluster.IO_OPTIMIZED)
                                        .instance("demo-limitless-1", LARGE, ZONE_A)));
    }

    /** 130 clusters with one instance each, and {@code zz-last} with two: more than a page of either. */
    private static Scenario manyClusters() {
        return new Scenario("many-clusters", 27, stage -> {
            stage.instanceQuota(200).clusterQuota(200);
            for (int i = 1; i <= 130; i++) {
                String id = "many-%03d".formatted(i);
                stage.cluster(id, POSTGRES, "15.8", cluster -> cluster.instance(id + "-1", LARGE, ZONE_A));
            }
            stage.cluster(
                    "zz-last",
                    POSTGRES,
                    "15.8",
                    cluster -> cluster.instance("zz-last-1", LARGE, ZONE_A).instance("zz-last-2", LARGE, ZONE_B));
        });
    }

    /** {@code demo-alarmed}: alarms on its readers' CPU, one that rings with either; a reader that writes rings. */
    private static Scenario alarms() {
        return new Scenario(
                "alarms",
                28,
                stage -> stage.cluster(
                                "demo-alarmed",
                                POSTGRES,
                                "15.8",
                                cluster -> cluster.instance("demo-alarmed-1", LARGE, ZONE_A)
                                        .instance("demo-alarmed-2", LARGE, ZONE_B)
                                        .instance("demo-alarmed-3", LARGE, "us-east-1c")
                                        .writes(1.4, 120))
                        .alarm(Alarm.following("demo-alarmed-2-cpu", "CPUUtilization", "demo-alarmed-2", 60))
                        .alarm(Alarm.following("demo-alarmed-3-cpu", "CPUUtilization", "demo-alarmed-3", 60))
                        .alarm(Alarm.anyOf("demo-alarmed", "demo-alarmed-2-cpu", "demo-alarmed-3-cpu")));
    }
}
