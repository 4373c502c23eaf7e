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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .satisfies(q -> assertThat(q.observed())
                        .containsPattern(
                                "not like blue: IAM role " + ROLE + " for s3Import is missing; blue has it. To mend"
                                        + " it: aws rds add-role-to-db-cluster --db-cluster-identifier demo-upgrade-green-\\w+"
                                        + " --role-arn " + ROLE + " --feature-name s3Import --region us-east-1"));
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

        assertThat(runner.run().report())
                .anyMatch(
                        line -> line.startsWith(
                                "Accepted: Data API is missing; the old cluster has it. To mend it: aws rds"
                                        + " enable-http-endpoint --resource-arn arn:aws:rds:us-east-1:123456789012:cluster:demo-upgrade"));
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
    void h42WithoutAGateAPersonIsAskedBeforeTheSwitchoverAndNotAgainAfterIt() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(withRole())
                .answering(q -> q.reason().contains("is not like the blue one") ? "continue/accept" : "continue");
        runner.parameters.put("pause_before_switchover", false);

        Operation end = runner.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems())
                .filteredOn(q -> q.observed().contains("IAM role " + ROLE + " for s3Import is missing; blue has it"))
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("--db-cluster-identifier demo-upgrade-green-"));
        assertThat(runner.problems()).noneMatch(q -> q.reason().contains("not as asked"));
        assertThat(end.report()).anyMatch(line -> line.startsWith("Not as before: " + MISSING));
    }

    @Test
    void theGateBeforeTheSwitchoverShowsTheGreenSide() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        // CloudWatch has figures of a new cluster some minutes after it is there.
        runner.before("Switch over", () -> runner.clock.advance(Duration.ofMinutes(5)));

        runner.run();

        Question gate = runner.questions.stream()
                .filter(q -> gate(q, "Switch over"))
                .findFirst()
                .orElseThrow();
        assertThat(gate.observed())
                .containsPattern("green cluster demo-upgrade-green-\\w+: version 16.4, available, endpoint"
                        + " demo-upgrade-green-\\w+\\.cluster-")
                .containsPattern("demo-upgrade-1-green-\\w+ \\(writer, db.r6g.large, available\\)")
                .contains("MiB of log not yet replicated", "3 × db.r6g.large run beside blue until the cleanup")
                .contains("otherwise green is like blue");
        assertThat(gate.commands())
                .anyMatch(c -> c.contains("describe-db-clusters --db-cluster-identifier demo-upgrade-green"));
    }

    @Test
    void theGateBeforeTheCleanupShowsTheOldSideAndWhoIsConnectedToIt() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.before(
                "Verify upgrade",
                () -> runner.simulator.outsider().reading("demo-upgrade-1-old1", "DatabaseConnections", 2));

        runner.run();

        assertThat(runner.questions)
                .filteredOn(q -> q.reason().contains("pause_before_cleanup"))
                .singleElement()
                .satisfies(q -> {
                    assertThat(q.observed())
                            .contains("old cluster demo-upgrade-old1: version 15.8, available")
                            .contains("demo-upgrade-1-old1 (writer, db.r6g.large, available)")
                            .contains("most connections to them in the last 15 minutes: demo-upgrade-1-old1: ")
                            .contains("3 × db.r6g.large run beside the cluster in production");
                    assertThat(q.commands()).anyMatch(c -> c.contains("DatabaseConnections"));
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DeletionProtection             | false | deletion protection is missing; blue has it. To mend it: aws rds modify-db-cluster --db-cluster-identifier GREEN --deletion-protection
            IAMDatabaseAuthenticationEnabled | false | IAM database authentication is missing; blue has it
            BackupRetentionPeriod          | 1     | backup retention is 1 days; blue has 7 days. To mend it: aws rds modify-db-cluster --db-cluster-identifier GREEN --apply-immediately --backup-retention-period 7
            VpcSecurityGroups              | [{"VpcSecurityGroupId": "sg-open", "Status": "active"}] | security groups is sg-open; blue has sg-0a1b2c3d4e5f60718
            EnabledCloudwatchLogsExports   | []    | export of the postgresql log is missing; blue has it. To mend it: aws rds modify-db-cluster --db-cluster-identifier GREEN --cloudwatch-logs-export-configuration EnableLogTypes=postgresql
            PreferredBackupWindow          | "09:00-09:30" | backup window is 09:00-09:30; blue has
            CopyTagsToSnapshot             | false | copying of tags to snapshots is missing; blue has it
            """)
    void aClusterFieldThatWasChangedOnGreenIsShownAtTheGate(String field, String value, String words) {
        AuroraTestRunner runner =
                WholeUpgradeTest.trial(full()).answering(q -> gate(q, "Switch over") ? "abort" : "continue");
        runner.before(
                "Switch over",
                () -> named(runner, CLUSTER + "-green", c -> c.attributes().set(field, JsonTrees.read(value))));

        runner.run();

        assertThat(shown(runner)).contains("not like blue: ").contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CACertificateIdentifier | "rds-ca-ecc384-g1" | demo-upgrade-2: CA certificate is rds-ca-ecc384-g1; blue has rds-ca-rsa2048-g1
            PubliclyAccessible      | true               | demo-upgrade-2: public access is on; blue has off. To mend it: aws rds modify-db-instance --db-instance-identifier GREEN --apply-immediately --no-publicly-accessible
            MonitoringInterval      | 15                 | demo-upgrade-2: Enhanced Monitoring is every 15 s; blue has
            AutoMinorVersionUpgrade | true               | demo-upgrade-2: automatic minor upgrades is on; blue has off
            """)
    void anInstanceFieldThatWasChangedOnGreenIsShownAtTheGate(String field, String value, String words) {
        AuroraTestRunner runner =
                WholeUpgradeTest.trial(full()).answering(q -> gate(q, "Switch over") ? "abort" : "continue");
        runner.before(
                "Switch over",
                () -> named(
                        runner,
                        CLUSTER + "-green",
                        c -> c.instances().stream()
                                .filter(i -> i.id().startsWith("demo-upgrade-2"))
                                .forEach(i -> i.settings().set(field, JsonTrees.read(value)))));

        runner.run();

        assertThat(shown(runner)).contains("not like blue: ").contains(words);
    }

    @Test
    void whatIsOnlyWorthKnowingIsReportedAndNotAskedAbout() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.before(
                "Switch over",
                () -> named(runner, CLUSTER + "-green", c -> c.instances().forEach(i -> i.promotionTier(9))));

        Operation end = runner.run();

        assertThat(runner.problems()).allSatisfy(q -> assertThat(q.reason()).contains("Preflight"));
        assertThat(end.report())
                .anyMatch(line ->
                        line.startsWith("Not as before: demo-upgrade-2: promotion tier is 9; the old cluster has"));
    }

    @Test
    void aCertificateThatWasAcceptedInPreflightIsReportedAndNotAskedAboutAgain() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade()
                .and(s -> s.alter(
                        CLUSTER,
                        c -> c.alter("demo-upgrade-3", i -> i.setting("CACertificateIdentifier", "rds-ca-2019")))));
        runner.before(
                "Switch over",
                () -> named(
                        runner,
                        CLUSTER + "-green",
                        c -> c.instances()
                                .forEach(i -> i.settings().put("CACertificateIdentifier", "rds-ca-rsa2048-g1"))));

        Operation end = runner.run();

        assertThat(runner.problems())
                .singleElement()
                .satisfies(q -> assertThat(q.observed()).contains("target-certificate"));
        assertThat(end.report())
                .anyMatch(line -> line.startsWith("Not as before: demo-upgrade-3: CA certificate is rds-ca-rsa2048-g1;"
                        + " the old cluster has rds-ca-2019"));
    }

    private static Scenario full() {
        return Scenarios.upgrade()
                .and(s -> s.alter(CLUSTER, c -> {
                    c.attribute("DeletionProtection", "true");
                    c.attribute("IAMDatabaseAuthenticationEnabled", "true");
                    c.attribute("CopyTagsToSnapshot", "true");
                    c.attribute("EnabledCloudwatchLogsExports", JsonTrees.read("[\"postgresql\"]"));
                }));
    }

    /** What the gate before the switchover shows, with the names of green made plain. */
    private static String shown(AuroraTestRunner runner) {
        return runner.questions.stream()
                .filter(q -> gate(q, "Switch over"))
                .findFirst()
                .orElseThrow()
                .observed()
                .replaceAll("demo-upgrade(-2)?-green-\\w+", "GREEN");
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

    @Test
    void withoutAGateNothingIsRemovedWhileClientsAreConnected() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.parameters.put("pause_before_cleanup", false);
        runner.before("Verify upgrade", () -> reading(runner, 25));
        runner.answering(q -> {
            if (q.reason().contains(USED)) {
                assertThat(runner.calls("CreateDBClusterSnapshot")).isZero();
                assertThat(runner.calls("DeleteDBInstance")).isZero();
                return "continue/accept";
            }
            return "continue";
        });

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems()).anyMatch(q -> q.reason().contains(USED));
    }

    @Test
    void clientsThatWereThereAQuarterOfAnHourAgoStillCount() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        AtomicReference<Instant> left = new AtomicReference<>();
        AtomicReference<Instant> removed = new AtomicReference<>();
        runner.answering(q -> {
            if (q.reason().contains("pause_before_cleanup")) {
                reading(runner, 25);
                reading(runner, 0);
                left.set(runner.clock.instant());
            }
            return "continue";
        });
        runner.before("Remove deployment", () -> removed.set(runner.clock.instant()));

        assertThat(runner.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(runner.problems())
                .as("who has left needs nobody's word")
                .noneMatch(q -> q.reason().contains(USED));
        assertThat(runner.operation().report())
                .anyMatch(line ->
                        line.startsWith("Most connections to the old instances in the 15 minutes before each was"
                                + " deleted: demo-upgrade-"));
        assertThat(removed.get()).isAfter(left.get().plus(Duration.ofMinutes(12)));
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
                .anyMatch(line -> line.contains("ProxySQL") && line.contains("AWS JDBC wrapper"))
                .anyMatch(line -> line.contains("rds.logical_replication is 1: if that was for this upgrade"))
                .anyMatch(
                        line -> line.startsWith("CloudFormation and CDK") && line.contains("restarts every instance"));
    }

    @Test
    void whyAnUpgradeOfAuroraMySqlCouldNotBeIsSaidToStandInItsLog() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.find("upgrade-mysql")
                        .orElseThrow()
                        .and(s -> s.alter("demo-upgrade-mysql", c -> c.contents(all -> all.incompatible(true)))))
                .of("demo-upgrade-mysql")
                .answering("rollback");
        runner.parameters.put("target_engine_version", "8.0.mysql_aurora.3.08.2");

        assertThat(runner.run().state()).isEqualTo(OperationState.ROLLED_BACK);

        Question asked = runner.problems().getLast();
        assertThat(asked.reason()).contains("could not build the green side");
        assertThat(asked.observed())
                .contains("the prechecks of the upgrade found incompatibilities")
                .containsPattern(
                        "upgrade-prechecks\\.log of demo-upgrade-mysql-1-green-\\w+, which goes with the green side")
                .contains("aws rds download-db-log-file-portion");
        assertThat(asked.commands())
                .anyMatch(c -> c.startsWith(
                        "aws rds describe-db-log-files --db-instance-identifier demo-upgrade-mysql-1-green-"));
    }

    @ParameterizedTest
    @CsvSource({
        "aurora-postgresql, 15.8, under a minute",
        "aurora-postgresql, 15.15, under 5 s from version 15.15",
        "aurora-postgresql, 13.22, under a minute",
        "aurora-postgresql, 13.23, under 5 s from version 13.23",
        "aurora-postgresql, 14.20, under 5 s from version 14.20",
        "aurora-postgresql, 16.10, under a minute",
        "aurora-postgresql, 16.11, under 5 s from version 16.11",
        "aurora-postgresql, 17.7, under 5 s from version 17.7",
        "aurora-postgresql, 12.22, under a minute",
        "aurora-mysql, 8.0.mysql_aurora.3.10.1, under a minute"
    })
    void theSwitchoverTakesAsLongAsTheVersionLetsIt(String engine, String version, String words) {
        assertThat(SwitchoverTime.from(
                        new io.rdsmaint.gateway.rds.Cluster.Engine(engine, version, "provisioned", null, null)))
                .isEqualTo(words);
    }

    @Test
    void aMinorUpgradeKeepsItsStatistics() {
        AuroraTestRunner runner = WholeUpgradeTest.trial(Scenarios.upgrade());
        runner.parameters.put("target_engine_version", "15.10");

        assertThat(runner.run().report()).noneMatch(line -> line.contains("ANALYZE"));
    }
}
