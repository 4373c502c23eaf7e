package io.rdsmaint.simulator.scenario;

import io.rdsmaint.simulator.model.EngineVersions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Ready-made scenarios in which a cluster is made anew of another one's snapshot. */
final class RestoreScenarios {
    private static final long SEED = 61;

    private static final String VERSION = "16.6";

    /** Customers with what nobody but production may show. */
    private static final String PRODUCTION = """
            create table customers (id bigint primary key, name text not null, email text not null, card text);
            insert into customers select g, 'Customer ' || g, 'customer' || g || '@example.org', '4000-' || lpad(g::text, 12, '0')
              from generate_series(1, 500) g;
            create table orders (id bigint primary key, customer bigint not null references customers, note text);
            insert into orders select g, 1 + g %% 500, 'call customer' || (1 + g %% 500) || '@example.org'
              from generate_series(1, 2000) g;
            create materialized view mail as select email, count(*) from customers group by email;
            select cron.schedule('mail-customers', '0 * * * *', 'select 1');
            grant select on all tables in schema public to shop_app;
            """.replace("%%", "%");

    /** What testers left there. */
    private static final String STAGING = """
            create table customers (id bigint primary key, name text not null, email text not null, card text);
            insert into customers select g, 'Tester ' || g, 'tester' || g || '@example.com', null from generate_series(1, 20) g;
            grant select on all tables in schema public to staging_app;
            """;

    private RestoreScenarios() {}

    static List<Scenario> all() {
        return List.of(restore(), elsewhere(), shared());
    }

    /** The region where production is, if it is not that of the target. */
    private static final String FAR = "eu-west-1";

    /** The account where production is, if it is not the target's. */
    private static final String OTHER_ACCOUNT = "210987654321";

    private static void production(ScenarioBuilder stage, Consumer<ClusterBuilder> more) {
        String region = stage.site().region();
        stage.cluster("shop", EngineVersions.POSTGRES, VERSION, cluster -> {
            cluster.instance("shop-1", "db.r6g.large", region + "a")
                    .instance("shop-2", "db.r6g.large", region + "b")
                    .dataApi()
                    .attribute("DatabaseName", "shop")
                    .masterUser("shop_admin", "production-admin")
                    .databaseUser("shop_app", "production-app")
                    .databaseUser("shop_report", "production-report")
                    .database("shop", PRODUCTION)
                    .databasesApart();
            more.accept(cluster);
        });
    }

    private static void staging(ScenarioBuilder stage, Consumer<ClusterBuilder> more) {
        stage.cluster("shop-staging", EngineVersions.POSTGRES, VERSION, cluster -> {
            cluster.instance("shop-staging-1", "db.r6g.large", "us-east-1a")
                    .instance("shop-staging-2", "db.r6g.large", "us-east-1b")
                    .dataApi()
                    .attribute("DatabaseName", "shop")
                    .securityGroups("sg-05a6100000000001")
                    .masterUser("shop_admin", "staging-admin")
                    .databaseUser("staging_app", "staging-app")
                    .database("shop", STAGING)
                    .databasesApart();
            more.accept(cluster);
        });
    }

    private static void secrets(ScenarioBuilder stage) {
        stage.securityGroup("sg-0150000000000001", 0, 0)
                .securityGroup("sg-05a6100000000001", 2, 1)
                .secret("shop-admin", "shop_admin", "production-admin")
                .secret("shop-app", "shop_app", "production-app")
                .secret("staging-admin", "shop_admin", "staging-admin")
                .secret("staging-app", "staging_app", "staging-app");
    }

    private static String key(String region, String account, String id) {
        return "arn:aws:kms:" + region + ":" + account + ":key/" + id;
    }

    /** {@code shop} is in another region, with a key; {@code shop-staging} has one of its own. */
    private static Scenario elsewhere() {
        return new Scenario("restore-elsewhere", SEED + 1, stage -> {
            production(
                    stage.elsewhere(stage.site().account(), FAR),
                    cluster -> cluster.attribute(
                                    "KmsKeyId",
                                    key(FAR, cluster.cluster().site().account(), "production"))
                            .automatedSnapshot(Duration.ofHours(8)));
            staging(
                    stage,
                    cluster -> cluster.attribute(
                            "KmsKeyId",
                            key("us-east-1", cluster.cluster().site().account(), "staging")));
            secrets(stage);
        });
    }

    /** {@code shop} is in another account and region, which shares a snapshot that has a key. */
    private static Scenario shared() {
        return new Scenario("restore-shared", SEED + 2, stage -> {
            production(
                    stage.elsewhere(OTHER_ACCOUNT, FAR),
                    cluster -> cluster.attribute("KmsKeyId", key(FAR, OTHER_ACCOUNT, "production"))
                            .sharedSnapshot(
                                    "shop-nightly",
                                    Duration.ofHours(8),
                                    stage.site().account()));
            staging(
                    stage,
                    cluster -> cluster.attribute(
                            "KmsKeyId",
                            key("us-east-1", cluster.cluster().site().account(), "staging")));
            secrets(stage);
        });
    }

    /** {@code shop}, production with a snapshot of the night, and {@code shop-staging}, which is to be made anew of it. */
    private static Scenario restore() {
        return new Scenario("restore", SEED, stage -> {
            production(stage, cluster -> cluster.automatedSnapshot(Duration.ofHours(8)));
            staging(stage, _ -> {});
            secrets(stage);
        });
    }
}
