package io.rdsmaint.aurora.storagetypechange;

import static io.rdsmaint.aurora.storagetypechange.StorageTrials.CHANGE;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.CLUSTER;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.OPTIMIZED;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.STANDARD;
import static io.rdsmaint.aurora.storagetypechange.StorageTrials.assertCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.storage.ChangeStorage;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole operations, and what the clients of the cluster noticed. */
class WholeStorageChangeTest {

    @Test
    void h1_h18_theClusterIsSwitchedByOneCallWithoutFailoverAndWithoutTemporaryInstance() {
        AuroraTestRunner trial = StorageTrials.usual();
        String writer = trial.writer();

        Operation end = trial.run();

        assertCompleted(trial, end, OPTIMIZED);
        assertThat(trial.changes())
                .containsExactly(
                        "AddTagsToResource arn:aws:rds:us-east-1:123456789012:cluster:demo-storage",
                        "ModifyDBCluster demo-storage",
                        "RemoveTagsFromResource arn:aws:rds:us-east-1:123456789012:cluster:demo-storage");
        assertThat(trial.writer()).isEqualTo(writer);
        assertThat(end.report())
                .anyMatch(l -> l.startsWith("Storage type: aurora → aurora-iopt1, seen at most"))
                .anyMatch(l -> l.startsWith("A switch to aurora-iopt1 is allowed from 2026-04-03T"))
                .anyMatch(l -> l.endsWith(
                        "Terraform storage_type = \"aurora-iopt1\"; CloudFormation StorageType:" + " aurora-iopt1"));
    }

    @Test
    void theWayBackNeedsNoCoolDown() {
        AuroraTestRunner trial = StorageTrials.back(Duration.ofDays(20));

        Operation end = trial.run();

        assertCompleted(trial, end, STANDARD);
        assertThat(end.report())
                .anyMatch(l -> l.contains("Terraform storage_type = \"\"; CloudFormation StorageType: aurora"));
    }

    @Test
    void h3_theStepEndsWhenTheClusterItselfShowsTheTypeAndIsAvailable() {
        AuroraTestRunner trial = StorageTrials.usual();

        Operation end = trial.run();

        Instant applied = trial.rds
                .describeEvents(r ->
                        r.sourceIdentifier(CLUSTER).sourceType("db-cluster").duration(60))
                .events()
                .getLast()
                .date();
        Step step = end.lastCompleted(ChangeStorage.ACTION).orElseThrow();
        assertThat(step.completedAt()).isAfterOrEqualTo(applied);
        assertThat(Duration.between(end.createdAt(), step.completedAt())).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void theDryRunIsThePlanThatRunsAndChangesNothing() {
        AuroraTestRunner dry = StorageTrials.usual();
        List<String> planned = dry.planned().stream().map(PlannedStep::name).toList();
        assertThat(dry.dryRun().plan())
                .filteredOn(line -> line.matches("\\d+\\. .*"))
                .hasSize(planned.size());
        assertThat(dry.changes()).isEmpty();

        AuroraTestRunner wet = StorageTrials.usual();
        assertThat(wet.run().steps().stream().map(Step::name)).containsExactlyElementsOf(planned);
        assertThat(planned)
                .containsExactly(
                        "Preflight",
                        "Mark cluster demo-storage",
                        CHANGE,
                        "Verify",
                        "Remove mark of cluster demo-storage");
        assertThat(dry.planned()).noneMatch(PlannedStep::disruptive);
    }

    @Test
    void aClusterThatHasTheTypeIsOnlyLookedAt() {
        AuroraTestRunner trial = StorageTrials.usual();
        trial.parameters.put("target_storage_type", STANDARD);

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.steps()).extracting(Step::name).containsExactly("Verify");
        assertThat(end.summary()).contains("Nothing to change");
        assertThat(trial.changes()).isEmpty();
    }

    @Test
    void aChangeThatWaitsForTheWindowIsAppliedAtOnce() {
        AuroraTestRunner trial = StorageTrials.of(
                StorageTrials.scenario("storage")
                        .and(stage -> stage.alter(CLUSTER, c -> c.pending("StorageType", OPTIMIZED))),
                CLUSTER,
                OPTIMIZED);

        assertCompleted(trial, trial.run(), OPTIMIZED);
    }

    @Test
    void aQueuedSwitchIsWithdrawnWhenThePresentTypeIsWanted() {
        AuroraTestRunner trial = StorageTrials.of(
                StorageTrials.scenario("storage")
                        .and(stage -> stage.alter(CLUSTER, c -> c.pending("StorageType", OPTIMIZED))),
                CLUSTER,
                STANDARD);

        assertCompleted(trial, trial.run(), STANDARD);
    }

    @Test
    void membersWithLocalDisksRestartAsThePlanSaysAndTheStepCountsAsDisruptive() {
        AuroraTestRunner trial =
                StorageTrials.of(StorageTrials.scenario("storage-local-disks"), "demo-local-disks", STANDARD);
        PlannedStep change = trial.planned().get(2);

        Operation end = trial.run();

        assertThat(change.disruptive()).isTrue();
        assertThat(end.summary()).isNotEmpty();
        assertThat(end.notes())
                .anyMatch(n -> n.startsWith("demo-local-disks-1, demo-local-disks-2: local NVMe disks")
                        && n.contains("1 write interruption")
                        && n.contains("tiered cache ends"));
        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        StorageTrials.assertAtRest(trial, "demo-local-disks", STANDARD);
        assertThat(trial.simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION))
                .hasSize(1);
        assertThat(trial.changes()).noneMatch(c -> c.startsWith("FailoverDBCluster"));
    }
}
