package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.local.policy.Authorization;
import io.rdsmaint.local.policy.Policy;
import io.rdsmaint.local.policy.Recorder;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What the function's policies are for one by one, and how far the tag that makes something its own reaches. */
class BasePolicyTest {
    private static final Scenario WORLD = Scenarios.multiNode()
            .and(Scenarios.find("pending-reboot").orElseThrow().design())
            .and(Scenarios.find("storage").orElseThrow().design())
            .and(stage -> stage.durations(QuickScenarios.durations()));

    private static final Policy ALL = PolicyTest.policy(
            "lambda-policy.json",
            "lambda-upgrade-building-policy.json",
            "lambda-upgrade-finishing-policy.json",
            "lambda-suspend-scaling-policy.json");

    /** Who detaches the policies for upgrades keeps every other operation. */
    @Test
    void withoutThePoliciesForUpgradesEverythingElseGoesOn() {
        Recorder recorder = new Recorder();
        try (Bench bench = Bench.deployed(
                Path.of("../statemachine/rds-maint-machine.asl.json"),
                new DeployedFunction(List.of(recorder)),
                WORLD)) {
            recorder.watch(bench.local.simulator()::world);
            List<String> executions = List.of(bench.start("""
                            {"params": {"type": "instance_type_change", "cluster_id": "demo-multi",
                             "params": {"target_instance_type": "db.r6g.xlarge", "temporary_instance": "always"}}}"""), bench.start("""
                            {"params": {"type": "instance_cycle", "cluster_id": "demo-restart", "params": {}}}"""), bench.start("""
                            {"params": {"type": "storage_type_change", "cluster_id": "demo-storage",
                             "params": {"target_storage_type": "aurora-iopt1"}}}"""));
            executions.forEach(one -> {
                assertThat(bench.time.advanceUntil(() -> bench.ended(one), Duration.ofHours(12)))
                        .isTrue();
                assertThat(bench.describe(one).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            });
        }
        Policy base = PolicyTest.policy("lambda-policy.json");

        assertThat(recorder.recorded().keySet())
                .extracting(Authorization::action)
                .contains(
                        "rds:ModifyDBCluster", "rds:ModifyDBInstance", "rds:RebootDBInstance", "rds:FailoverDBCluster");
        assertThat(recorder.recorded().keySet())
                .allSatisfy(asked -> assertThat(base.allow(asked)).as("denied").isNotEmpty());
    }

    /** RDS has no condition for "at its creation only": what isn't named as the product names things can't be made ours. */
    @ParameterizedTest
    @CsvSource({
        "cluster:orders, false",
        "db:orders-1, false",
        "db:orders-maint-replica1x, false",
        "db:orders-maint-5d1e8c64, true",
        "cluster-pg:production, false",
        "cluster-pg:orders-aurora-postgresql16-cluster-5d1e8c64, true",
        "pg:production-instance, false",
        "pg:orders-aurora-postgresql16-instance-5d1e8c64, true",
        "cluster-snapshot:orders-monday, false",
        "cluster-snapshot:orders-before-upgrade-5d1e8c64, true",
        "cluster-endpoint:reports, false",
        "cluster:orders-green-abc123, true"
    })
    void onlyWhatTheProductNamesCanBeMadeItsOwn(String resource, boolean can) {
        assertThat(ALL.allow(tagging(resource, "rds-maint-operation-id")).isEmpty())
                .isEqualTo(!can);
    }

    /** What AWS builds is tagged in our name, and could be tagged as ours only by what it is called. */
    @Test
    void whoTagsWhatIsBuiltMayNotSlipOurTagIn() {
        assertThat(ALL.allow(tagging("cluster:anything", "team"))).isNotEmpty();
        assertThat(ALL.allow(new Authorization(
                        "rds:AddTagsToResource",
                        Account.arn("rds", "cluster:anything"),
                        Map.of(
                                "aws:RequestedRegion", List.of(Account.REGION),
                                "aws:TagKeys", List.of("rds-maint-operation-id", "team")))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rds:DeleteDBCluster, cluster:orders-green-abc123",
        "rds:DeleteDBInstance, db:orders-1-green-abc123",
        "rds:DeleteDBClusterEndpoint, cluster-endpoint:reports-green-abc123",
        "rds:DeleteDBCluster, cluster:orders"
    })
    void aGreenSideIsRemovedOnlyOnceItIsTagged(String action, String resource) {
        Authorization untagged = new Authorization(
                action,
                Account.arn("rds", resource),
                Map.of(
                        "aws:RequestedRegion", List.of(Account.REGION),
                        "aws:ResourceTag/rds-maint-machine", List.of("allowed")));
        assertThat(ALL.allow(untagged)).isEmpty();
    }

    private static Authorization tagging(String resource, String key) {
        return new Authorization(
                "rds:AddTagsToResource",
                Account.arn("rds", resource),
                Map.of(
                        "aws:RequestedRegion",
                        List.of(Account.REGION),
                        "aws:RequestTag/" + key,
                        List.of("op-1"),
                        "aws:TagKeys",
                        List.of(key)));
    }
}
