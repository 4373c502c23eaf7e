package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.EngineVersions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ready-made scenarios, by name. */
public final class Scenarios {

    private static final String POSTGRES = EngineVersions.POSTGRES;
    private static final String VERSION = "15.8";
    private static final String LARGE = "db.r6g.large";
    private static final String ZONE_A = "us-east-1a";
    private static final String ZONE_B = "us-east-1b";
    private static final String ZONE_C = "us-east-1c";

    private Scenarios() {}

    /** All of them. */
    public static List<Scenario> all() {
        Stream<Scenario> usual = Stream.of(
                multiNode(),
                singleNode(),
                twoNode(),
                autoscaled(),
                serverlessReader(),
                customEndpoints(),
                proxy(),
                busyCluster());
        return Stream.of(
                        usual,
                        UnusualScenarios.all().stream(),
                        MaintenanceScenarios.all().stream(),
                        UpgradeScenarios.all().stream(),
                        SqlScenarios.all().stream(),
                        RecoveryScenarios.all().stream(),
                        RestoreScenarios.all().stream())
                .flatMap(each -> each)
                .toList();
    }

    /** One of them. */
    public static Optional<Scenario> find(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** {@code demo-multi}: a writer and two readers in three zones. */
    public static Scenario multiNode() {
        return new Scenario("multi-node", 11, stage -> three(stage, "demo-multi"));
    }

    /** {@code demo-single}: a writer alone. */
    public static Scenario singleNode() {
        return new Scenario(
                "single-node",
                12,
                stage -> stage.cluster(
                        "demo-single", POSTGRES, VERSION, cluster -> cluster.instance("demo-single-1", LARGE, ZONE_A)));
    }

    /** {@code demo-two}: a writer and a reader in two zones. */
    public static Scenario twoNode() {
        return new Scenario("two-node", 13, stage -> two(stage, "demo-two"));
    }

    /** {@code demo-autoscaled}: a writer, a reader and two readers that scaling added and keeps at 60 % CPU. */
    public static Scenario autoscaled() {
        return new Scenario(
                "autoscaled",
                14,
                stage -> stage.cluster(
                        "demo-autoscaled",
                        POSTGRES,
                        VERSION,
                        cluster -> cluster.instance("demo-autoscaled-1", LARGE, ZONE_A)
                                .instance("demo-autoscaled-2", LARGE, ZONE_B)
                                .instance(
                                        "application-autoscaling-11111111-aaaa-4aaa-aaaa-111111111111",
                                        LARGE,
                                        ZONE_C,
                                        InstanceBuilder::autoscaled)
                                .instance(
                                        "application-autoscaling-22222222-bbbb-4bbb-abbb-222222222222",
                                        LARGE,
                                        ZONE_A,
                                        InstanceBuilder::autoscaled)
                                .reads(3.45, 480)
                                .scaling(2, 5, 60)));
    }

    /** {@code demo-serverless}: a provisioned writer, a provisioned reader and a serverless v2 reader in tier 1. */
    public static Scenario serverlessReader() {
        return new Scenario(
                "serverless-reader",
                15,
                stage -> stage.cluster(
                        "demo-serverless",
                        POSTGRES,
                        VERSION,
                        cluster -> cluster.serverlessCapacity(0.5, 16)
                                .instance("demo-serverless-1", LARGE, ZONE_A)
                                .instance("demo-serverless-2", LARGE, ZONE_B, reader -> reader.tier(2))
                                .instance("demo-serverless-3", "db.serverless", ZONE_C, reader -> reader.tier(1))));
    }

    /** {@code demo-endpoints}: one custom endpoint with a static reader, one that takes in all but the writer. */
    public static Scenario customEndpoints() {
        return new Scenario("custom-endpoints", 16, stage -> {
            three(stage, "demo-endpoints");
            stage.alter(
                    "demo-endpoints",
                    cluster -> cluster.staticEndpoint("demo-reports", "READER", "demo-endpoints-3")
                            .excludingEndpoint("demo-search", "ANY", "demo-endpoints-1"));
        });
    }

    /** {@code demo-proxied}: a writer and a reader behind a proxy with a read-only endpoint. */
    public static Scenario proxy() {
        return new Scenario("proxy", 17, stage -> {
            two(stage, "demo-proxied");
            stage.alter("demo-proxied", cluster -> cluster.proxy("demo-proxy", true));
        });
    }

    /** {@code demo-busy}: readers without room to spare, so that each one that is away is missed. */
    public static Scenario busyCluster() {
        return new Scenario("busy-cluster", 18, stage -> {
            three(stage, "demo-busy");
            stage.alter("demo-busy", cluster -> cluster.reads(3.4, 1_400).writes(1.6, 900));
        });
    }

    /** {@code demo-upgrade}: a writer and two readers, ready for a blue/green deployment. */
    public static Scenario upgrade() {
        return UpgradeScenarios.upgrade();
    }

    private static void two(ScenarioBuilder stage, String id) {
        stage.cluster(
                id,
                POSTGRES,
                VERSION,
                cluster -> cluster.instance(id + "-1", LARGE, ZONE_A).instance(id + "-2", LARGE, ZONE_B));
    }

    private static void three(ScenarioBuilder stage, String id) {
        stage.cluster(
                id,
                POSTGRES,
                VERSION,
                cluster -> cluster.instance(id + "-1", LARGE, ZONE_A)
                        .instance(id + "-2", LARGE, ZONE_B)
                        .instance(id + "-3", LARGE, ZONE_C));
    }
}
