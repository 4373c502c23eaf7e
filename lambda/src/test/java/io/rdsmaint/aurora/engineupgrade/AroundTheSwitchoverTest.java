package io.rdsmaint.aurora.engineupgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an upgrade leaves to people around its switchover, and what it looks for afterwards. */
class AroundTheSwitchoverTest {
    private static final String CLUSTER = "demo-upgrade";
    private static final String ROLE = "arn:aws:iam::123456789012:role/orders-import";
    private static final String MISSING = "IAM role " + ROLE + " for s3Import is missing; the old cluster has it";
    private static final String USED = "Clients are still connected to the old cluster";
    private static final JsonNode ROLES = JsonTrees.read("[" + """
            {"RoleArn": "%s", "FeatureName": "s3Import", "Status": "ACTIVE"}""".formatted(ROLE) + "]");

    private static Scenario withRole() {
        return Scenarios.upgrade().and(s -> s.alter(CLUSTER, c -> c.attribute("AssociatedRoles", ROLES)));
    }

    private static boolean gate(Question question, String step) {
        return question.kind() == Question.Kind.GATE && question.reason().contains("before: " + step);
    }

    private static void named(AuroraTestRunner runner, String id, Consumer<Cluster> what) {
        runner.simulator.change(world -> world.sites().stream()
                .flatMap(site -> site.clusters().stream())
                .filter(c -> c.id().startsWith(id))
                .forEach(what));
    }

    @Test
    void h42ARoleThatGreenLacksIsAskedAboutBeforeAndAfterTheSwitchoverAndReported() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(withRole())
                .answering(q -> q.reason().contains("not as asked") ? "continue/accept" : "continue");

        Operation end = runner.run();

        assertThat(runner.questions.getFirst().observed()).contains("associated-roles", ROLE, "s3Import");
        assertThat(runner.questions)
                .filteredOn(q -> gate(q, "Switch over"))
                .singleElement()
                .satisfies(q -> assertThat(q.reason())
                        .contains("add-role-to-db-cluster --db-cluster-identifier GREEN --role-arn " + ROLE
                                + " --feature-name s3Import"));
        assertThat(runner.problems().getLast().observed())
                .contains(MISSING, "add-role-to-db-cluster --db-cluster-identifier " + CLUSTER + " --role-arn " + ROLE);
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.report()).anyMatch(line -> line.startsWith("Accepted: " + MISSING));
    }

    @Test
    void aRoleThatWasAddedToGreenIsNotAskedAboutAgain() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(withRole());
        runner.answering(q -> {
            if (gate(q, "Switch over")) {
                named(runner, CLUSTER + "-green", c -> c.attributes().set("AssociatedRoles", ROLES));
            }
            return "continue";
        });

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems()).allSatisfy(q -> assertThat(q.reason()).contains("Preflight"));
    }

    @Test
    void whatElseGreenDoesNotHaveIsFoundBySideOfTheOldCluster() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade()
                .and(s -> s.alter(CLUSTER, c -> c.attribute("HttpEndpointEnabled", "true"))));
        runner.before(
                "Verify upgrade",
                () -> named(runner, CLUSTER, c -> {
                    if (c.id().equals(CLUSTER)) {
                        c.attributes().put("HttpEndpointEnabled", "false");
                    }
                }));
        runner.answering(q -> q.reason().contains("not as asked") ? "continue/accept" : "continue");

        assertThat(runner.run().report()).contains("Accepted: Data API is missing; the old cluster has it.");
    }

    @Test
    void h42ABacktrackWindowThatWasAcceptedInPreflightIsNotAskedAboutAgain() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(
                        Scenarios.find("upgrade-backtrack").orElseThrow())
                .of("demo-upgrade-backtrack");
        runner.parameters.put("target_engine_version", "8.0.mysql_aurora.3.08.2");

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems()).allSatisfy(q -> assertThat(q.reason()).contains("Preflight"));
    }

    @Test
    void clientsThatStayOnTheOldClusterKeepItUntilAPersonAcceptsThat() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.answering(q -> {
            if (q.reason().contains("pause_before_cleanup")) {
                reading(runner, 25);
            }
            return q.reason().contains(USED) ? "continue/accept" : "continue";
        });

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems())
                .filteredOn(q -> q.reason().contains(USED))
                .singleElement()
                .satisfies(q -> {
                    assertThat(q.observed()).contains("demo-upgrade-1-old1: 25 connections");
                    assertThat(q.commands())
                            .filteredOn(c -> c.contains("DatabaseConnections"))
                            .isNotEmpty()
                            .allMatch(c -> c.contains("-old1"));
                });
    }

    @Test
    void clientsThatHaveGoneLetItBeRemoved() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.answering(q -> {
            if (q.reason().contains("pause_before_cleanup")) {
                reading(runner, 25);
            }
            if (q.reason().contains(USED)) {
                assertThat(runner.calls("CreateDBClusterSnapshot")).isZero();
                reading(runner, 1);
                runner.clock.advance(Duration.ofMinutes(3));
            }
            return "continue";
        });

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems()).anyMatch(q -> q.reason().contains(USED));
        assertThat(runner.clusters()).containsExactly(CLUSTER);
    }

    private static void reading(AuroraTestRunner runner, double connections) {
        for (String id : List.of("demo-upgrade-1-old1", "demo-upgrade-2-old1")) {
            runner.simulator.outsider().reading(id, "DatabaseConnections", connections);
        }
        runner.pass(Duration.ofMinutes(2));
    }

    @Test
    void statisticsDriversAndParametersAreLeftToPeopleInWords() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());

        Operation end = runner.run();

        assertThat(runner.questions)
                .filteredOn(q -> gate(q, "Switch over"))
                .singleElement()
                .satisfies(q ->
                        assertThat(q.reason()).contains("ANALYZE in every database", "ALTER EXTENSION", "ProxySQL"));
        assertThat(end.report())
                .anyMatch(line -> line.contains("ANALYZE in every database"))
                .anyMatch(line -> line.contains("rds.logical_replication is 1: if that was for this upgrade"))
                .anyMatch(
                        line -> line.startsWith("CloudFormation and CDK") && line.contains("restarts every instance"));
    }

    @Test
    void aMinorUpgradeKeepsItsStatistics() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.parameters.put("target_engine_version", "15.10");

        assertThat(runner.run().report()).noneMatch(line -> line.contains("ANALYZE"));
    }
}
