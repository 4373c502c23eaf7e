package io.rdsmaint.aurora.instancetypechange;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole operations, and what the clients of the cluster suffered meanwhile. */
class WholeChangeTest {

    /** An instance goes away and comes back between two looks. */
    @Test
    void anInstanceWasOutOfServiceAtMostAsLongAsIsTold() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");

        Operation end = trial.run();

        long told = end.steps().stream()
                .filter(step -> step.result() != null)
                .mapToLong(step -> step.result().path("out_of_service_seconds").asLong())
                .sum();
        long really = trial.simulator
                .ledger()
                .total(Harm.FEWER_READERS, trial.clock.instant())
                .toSeconds();
        assertThat(really).isPositive();
        assertThat(told).isGreaterThanOrEqualTo(really);
        assertThat(end.report())
                .anyMatch(line -> line.contains("out of service 3 times, at most " + ((told + 59) / 60) + " minutes"));
    }

    @Test
    void threeNodesChangeWithOneWriteInterruptionAndNoTemporaryInstance() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(trial.classes().values()).hasSize(3);
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("CreateDBInstance"));
        assertThat(harmed(trial, Harm.READER_ENDPOINT_ON_WRITER)).isZero();
        assertThat(end.report()).anyMatch(l -> l.contains("measured by RDS events"));
        assertThat(end.report()).anyMatch(l -> l.contains("demo-multi-3: Terraform instance_class = \"db.r7g.large\""));
    }

    @Test
    void oneNodeKeepsServingThroughATemporaryInstanceThatIsGoneAtTheEnd() {
        AuroraTestRunner trial = Trials.of(Scenarios.singleNode(), "demo-single");

        Operation end = trial.run();

        assertCompleted(trial, end, 2);
        assertThat(trial.classes()).containsOnlyKeys("demo-single-1");
        assertThat(trial.writer()).isEqualTo("demo-single-1");
    }

    @Test
    void oneNodeInPlaceAsksBeforeTheOutage() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.singleNode(), "demo-single").answering(q -> "continue");
        trial.parameters.put("temporary_instance", "never");

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(trial.questions).extracting(Question::observed).anyMatch(o -> o.contains("5 to 15 minutes"));
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
    }

    @Test
    void twoNodesNeverLackAReader() {
        AuroraTestRunner trial = Trials.of(Scenarios.twoNode(), "demo-two");

        Operation end = trial.run();

        assertCompleted(trial, end, 1);
        assertThat(harmed(trial, Harm.READER_ENDPOINT_ON_WRITER)).isZero();
        assertThat(trial.classes()).containsOnlyKeys("demo-two-1", "demo-two-2");
    }

    @Test
    void failbackMakesTheFirstWriterTheWriterAgain() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        trial.parameters.put("failback", true);

        Operation end = trial.run();

        assertCompleted(trial, end, 2);
        assertThat(trial.writer()).isEqualTo("demo-multi-1");
    }

    @Test
    void autoscaledReadersAreLeftAloneAndScalingGoesOnAsBefore() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.autoscaled(), "demo-autoscaled").answering(q -> "continue");

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.classes())
                .containsEntry("demo-autoscaled-1", Trials.NEW)
                .containsEntry("demo-autoscaled-2", Trials.NEW);
        assertThat(trial.simulator.ledger().incidents(Harm.AUTOSCALED_CHANGED)).isEmpty();
        assertThat(trial.simulator.ledger().incidents(Harm.SCALED)).isEmpty();
        assertThat(end.report()).anyMatch(l -> l.startsWith("Auto scaled application-autoscaling-"));
        assertThat(end.residue()).isEmpty();
    }

    @Test
    void aServerlessReaderBecomesProvisioned() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.serverlessReader(), "demo-serverless").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
    }

    @Test
    void customEndpointsAlwaysLeadSomewhereAndAreAsBeforeAtTheEnd() {
        AuroraTestRunner trial =
                Trials.of(Scenarios.customEndpoints(), "demo-endpoints").answering(q -> "continue");
        String endpoints = endpoints(trial);

        assertCompleted(trial, trial.run(), 1);
        assertThat(harmed(trial, Harm.CUSTOM_ENDPOINT_EMPTY)).isZero();
        assertThat(endpoints(trial)).isEqualTo(endpoints);
    }

    @Test
    void aReadOnlyProxyEndpointAlwaysLeadsToAReader() {
        AuroraTestRunner trial = Trials.of(Scenarios.proxy(), "demo-proxied").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
        assertThat(harmed(trial, Harm.PROXY_READ_ONLY_EMPTY)).isZero();
    }

    @Test
    void busyReadersGetHelp() {
        AuroraTestRunner trial = Trials.of(Scenarios.busyCluster(), "demo-busy").answering(q -> "continue");

        assertCompleted(trial, trial.run(), 1);
        assertThat(trial.changes()).anyMatch(c -> c.startsWith("CreateDBInstance"));
        assertThat(harmed(trial, Harm.OVERLOAD)).isZero();
    }

    @Test
    void sixteenMembersChangeOneByOne() {
        AuroraTestRunner trial = Trials.of(Scenarios.find("crowded").orElseThrow(), "demo-crowded");
        trial.parameters.put("warm_up_seconds", 0);

        assertCompleted(trial, trial.run(), 1);
    }

    @Test
    void nothingToChangeCallsNothing() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");
        trial.parameters.put("target_instance_type", Trials.OLD);

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.changes()).isEmpty();
    }

    @Test
    void h4h5h7_theTemporaryInstanceIsAFaithfulCopy() {
        AuroraTestRunner trial = Trials.of(particular(), "demo-single");

        trial.run();

        for (Harm loss : List.of(Harm.OTHER_PARAMETERS, Harm.LOST_SETTINGS, Harm.CROSS_AZ_WRITER)) {
            assertThat(trial.simulator.ledger().incidents(loss)).as("%s", loss).isEmpty();
        }
        assertThat(trial.simulator.ledger().incidents(Harm.LOST_TAGS))
                .as("only the temporary instance's own tag is lost with it")
                .allMatch(i -> i.detail().startsWith("rds-maint-operation-id=op-"));
        assertThat(trial.simulator.ledger().incidents(Harm.COLD_CACHE_PROMOTION))
                .isEmpty();
    }

    @Test
    void h4h5_aBareInstanceAsWriterWouldLoseParametersAndSettings() {
        AuroraTestRunner ignoring = Trials.of(particular(), "demo-single");
        ignoring.rds.createDBInstance(r -> r.dbInstanceIdentifier("bare")
                .dbClusterIdentifier("demo-single")
                .dbInstanceClass(Trials.NEW)
                .engine("aurora-postgresql"));
        ignoring.clock.advance(Duration.ofMinutes(30));

        ignoring.rds.failoverDBCluster(r -> r.dbClusterIdentifier("demo-single").targetDBInstanceIdentifier("bare"));
        ignoring.clock.advance(Duration.ofMinutes(5));

        assertThat(ignoring.simulator.ledger().incidents(Harm.OTHER_PARAMETERS)).isNotEmpty();
        assertThat(ignoring.simulator.ledger().incidents(Harm.LOST_SETTINGS)).isNotEmpty();
    }

    /** One instance with a parameter group of its own and the settings that scenarios give to every instance. */
    private static Scenario particular() {
        return Scenarios.singleNode()
                .and(stage -> stage.instanceParameterGroup("own", "aurora-postgresql15")
                        .alter("demo-single", c -> c.alter("demo-single-1", i -> i.parameterGroup("own"))));
    }

    @Test
    void h13_aFreshReaderIsWarmedUpBeforeItWrites() {
        AuroraTestRunner warmed =
                Trials.of(Scenarios.twoNode(), "demo-two").temporary("never").answering(q -> "continue");
        AuroraTestRunner cold =
                Trials.of(Scenarios.twoNode(), "demo-two").temporary("never").answering(q -> "continue");
        cold.parameters.put("warm_up_seconds", 0);

        warmed.run();
        cold.run();

        assertThat(warmed.simulator.ledger().incidents(Harm.COLD_CACHE_PROMOTION))
                .isEmpty();
        assertThat(cold.simulator.ledger().incidents(Harm.COLD_CACHE_PROMOTION)).isNotEmpty();
    }

    @Test
    void h17_aFailoverIsDoneWhenWritesAreServedAgainAndNotWhenTheRoleHasFlipped() {
        AuroraTestRunner trial = Trials.of(Scenarios.multiNode(), "demo-multi");

        Operation end = trial.run();

        Instant served = trial.simulator
                .ledger()
                .interruptions(Harm.WRITE_INTERRUPTION)
                .getFirst()
                .end()
                .orElseThrow();
        assertThat(end.lastCompleted("failover").orElseThrow().completedAt()).isAfterOrEqualTo(served);
    }

    @Test
    void theDryRunIsThePlanThatRunsAndChangesNothing() {
        AuroraTestRunner dry = Trials.of(Scenarios.twoNode(), "demo-two");
        var planned = dry.dryRun().plan();
        assertThat(dry.changes()).isEmpty();

        AuroraTestRunner wet = Trials.of(Scenarios.twoNode(), "demo-two");
        assertThat(wet.run().steps().stream().map(Step::name).toList())
                .allSatisfy(name -> assertThat(planned).anyMatch(line -> line.contains(name)));
    }

    private static void assertCompleted(AuroraTestRunner trial, Operation end, int interruptions) {
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.residue()).isEmpty();
        assertThat(trial.classes().values()).containsOnly(Trials.NEW);
        assertThat(trial.classes()).containsEntry(trial.writer(), Trials.NEW);
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(interruptions);
        Map<String, String> tags = new java.util.HashMap<>();
        trial.rds
                .describeDBClusters(r -> r.dbClusterIdentifier(end.target().name()))
                .dbClusters()
                .getFirst()
                .tagList()
                .forEach(t -> tags.put(t.key(), t.value()));
        assertThat(tags).doesNotContainKey("rds-maint-operation");
    }

    private static String endpoints(AuroraTestRunner trial) {
        return trial.rds
                .describeDBClusterEndpoints(r -> {})
                .dbClusterEndpoints()
                .toString();
    }

    private static int harmed(AuroraTestRunner trial, Harm harm) {
        return trial.simulator.ledger().interruptions(harm).size();
    }
}
