package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.restore.IsolationWatch;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;

/** Restores from their start to their end, on real rows. */
class WholeRestoreTest {
    private static final String EVERYTHING =
            "SELECT format('SELECT t::text FROM %I.%I t', n.nspname, c.relname) FROM pg_class c"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname = 'public'";

    private final RestoreTestRunner trial = new RestoreTestRunner(stage -> stage.alter(
                    "shop-staging",
                    cluster -> cluster.cluster()
                            .attributes()
                            .putArray("AssociatedRoles")
                            .addObject()
                            .put("RoleArn", "arn:aws:iam::123456789012:role/imports")
                            .put("FeatureName", "s3Import"))
            .alter("shop-staging", cluster -> cluster.tag("team", "shop")));

    @Test
    void theTargetIsMadeAnewMaskedAndTheOldOneIsRemovedAfterItsSnapshot() {
        Map<String, String> before = trial.clusters();
        IsolationWatch watch = new IsolationWatch(
                () -> trial.simulator,
                Map.of(
                        "shop_admin",
                        "production-admin",
                        "shop_app",
                        "production-app",
                        "shop_report",
                        "production-report"));
        trial.observedBy(watch);
        Map<String, List<String>> seen = new TreeMap<>();
        trial.before(
                "Keep shop-staging-old",
                () -> seen.put("hold", List.copyOf(trial.clusters().keySet())));
        trial.before("Mark shop-staging-old", () -> seen.put("old rows", oldRows()));

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(watch.breaches()).isEmpty();
        assertThat(watch.looks()).isGreaterThan(100);
        assertThat(seen.get("hold")).hasSize(3);
        assertThat(seen.get("old rows")).containsExactly("20");
        assertThat(trial.clusters().keySet()).containsExactly("shop", "shop-staging");
        assertThat(trial.clusters().get("shop-staging")).isNotEqualTo(before.get("shop-staging"));
        assertThat(operation.residue()).isEmpty();
        assertThat(operation.report())
                .anyMatch(line -> line.startsWith("endpoint: shop-staging.cluster-"))
                .anyMatch(line -> line.startsWith("verified customers: 500 = 500"))
                .anyMatch(line -> line.startsWith("not served under the name: at most "))
                .anyMatch(line -> line.contains("its rows are in snapshot shop-staging-final-"));
        DBCluster now = trial.cluster("shop-staging");
        assertThat(now.vpcSecurityGroups().getFirst().vpcSecurityGroupId()).isEqualTo("sg-05a6100000000001");
        assertThat(now.deletionProtection()).isTrue();
        assertThat(now.dbClusterMembers()).hasSize(2);
        assertThat(now.associatedRoles()).hasSize(1);
        assertThat(now.dbClusterParameterGroup()).startsWith("default.");
        assertThat(now.tagList().stream().map(tag -> tag.key()))
                .contains("team")
                .noneMatch(key -> key.startsWith("rds-maint-o"));
        assertThat(trial.rds.describeDBClusterParameterGroups(r -> {}).dbClusterParameterGroups())
                .noneMatch(group -> group.dbClusterParameterGroupName().contains("-r-"));
        assertThat(trial.rds
                        .describeDBClusterSnapshots(r -> r.snapshotType("manual"))
                        .dbClusterSnapshots())
                .hasSize(1);
    }

    /** As its users would see them, once somebody has switched its Data API again. */
    private List<String> oldRows() {
        String old = trial.clusters().keySet().stream()
                .filter(name -> name.contains("-old-"))
                .findFirst()
                .orElseThrow();
        String arn = trial.cluster(old).dbClusterArn();
        trial.rds.disableHttpEndpoint(r -> r.resourceArn(arn));
        trial.rds.enableHttpEndpoint(r -> r.resourceArn(arn));
        return trial.sql(old, RestoreTestRunner.secret("staging-admin"), "SELECT count(*) FROM customers");
    }

    @Test
    void nothingOfAPersonIsInTheNewClusterAndNoLoginOfProductionWorks() {
        String admin = RestoreTestRunner.secret("shop-admin");
        assertThat(trial.sql("shop", admin, "SELECT count(*) FROM customers WHERE email LIKE '%@example.org'"))
                .containsExactly("500");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);

        String secret = trial.managed("shop-staging");
        for (String query : trial.sql("shop-staging", secret, EVERYTHING)) {
            assertThat(String.join("\n", trial.sql("shop-staging", secret, query)))
                    .as(query)
                    .isNotEmpty()
                    .doesNotContain("@example.org", "Customer", "4000-");
        }
        assertThat(
                        trial.sql(
                                "shop-staging",
                                secret,
                                "SELECT tablename FROM pg_stats WHERE most_common_vals::text || histogram_bounds::text ~ '@example.org|Customer|4000-'"))
                .as("the planner's statistics")
                .isEmpty();
        assertThat(trial.sql("shop-staging", secret, "SELECT count(*) FROM cron.job WHERE active"))
                .containsExactly("0");
        for (String production : List.of("shop-admin", "shop-app")) {
            assertThatThrownBy(() -> trial.sql("shop-staging", RestoreTestRunner.secret(production), "SELECT 1"))
                    .as(production)
                    .isInstanceOf(DatabaseErrorException.class);
            assertThat(trial.sql("shop", RestoreTestRunner.secret(production), "SELECT 1"))
                    .containsExactly("1");
        }
    }
}
