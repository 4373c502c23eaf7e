package io.rdsmaint.aurora.instancecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.aurora.rolling.Draft;
import io.rdsmaint.aurora.rolling.RollingOptions.Temporary;
import io.rdsmaint.aurora.rolling.RollingPlan;
import io.rdsmaint.engine.Finding.Severity;
import io.rdsmaint.engine.PlannedStep;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans by size and shape of the cluster. */
class CyclePlanTest {
    private static final Restart ALL = new Restart(false, Set.of(), Set.of(), false, List.of());
    private static final Restart OLD_ENGINE = new Restart(false, Set.of(), Set.of(), true, List.of());

    @Test
    void oneNodeGivesItsWritesToATemporaryInstanceOfItsClassAndTakesThemBack() {
        RollingPlan plan = Draft.nodes(1).plan(ALL);

        assertThat(Draft.course(plan))
                .containsExactly("Create T", "Fail over to T", "Reboot w", "Fail back to w", "Delete T");
        assertThat(step(plan, "create_instance").parameters().path("class").asText())
                .isEqualTo(Draft.OLD);
    }

    @Test
    void oneNodeInPlaceIsAwayForAboutAMinute() {
        RollingPlan plan = Draft.nodes(1).temporary(Temporary.NEVER).plan(ALL);

        assertThat(Draft.course(plan)).containsExactly("Reboot w in place");
        assertThat(plan.notes()).contains("Write interruptions: the database is away for about a minute.");
    }

    @Test
    void aWriterWithoutSuccessorIsRebootedInPlaceBecauseItKeepsItsRole() {
        RollingPlan plan =
                Draft.nodes(1).autoscaled("a1").temporary(Temporary.NEVER).plan(ALL);

        assertThat(Draft.course(plan)).containsExactly("Reboot w in place");
        assertThat(Draft.codes(plan, Severity.REFUSE)).isEmpty();
    }

    @Test
    void twoNodesGetASpareReader() {
        assertThat(Draft.course(Draft.nodes(2).plan(ALL)))
                .containsExactly("Create T", "Reboot r1", "Fail over to r1", "Reboot w", "Delete T");
    }

    @Test
    void threeNodesNeedNoTemporaryInstanceAndOneFailover() {
        RollingPlan plan = Draft.nodes(3).plan(ALL);

        assertThat(Draft.course(plan)).containsExactly("Reboot r1", "Reboot r2", "Fail over to r1", "Reboot w");
        assertThat(plan.summary()).isEqualTo("Reboot 3 of 3 instances of demo with 1 failover");
    }

    @Test
    void aPlanOfOneReaderSaysOnceAndNoFailover() {
        RollingPlan plan = Draft.nodes(3).excluding("w", "r2").plan(ALL);

        assertThat(plan.summary()).isEqualTo("Reboot 1 of 3 instances of demo without a failover");
        assertThat(plan.notes())
                .anyMatch(n ->
                        n.startsWith("Readers: one instance at a time is out of service, once, for about a minute"));
    }

    @Test
    void aReaderTooSmallForTheWritesIsNotPromoted() {
        Draft draft = Draft.nodes(1).reader("small", "db.r6g.medium").reader("large", Draft.OLD, "us-east-1b", 9);
        assertThat(Draft.course(draft.plan(ALL))).contains("Fail over to large");
        assertThat(Draft.course(Draft.nodes(1)
                        .reader("small", "db.r6g.medium")
                        .minReaders(0)
                        .plan(ALL)))
                .containsExactly(
                        "Create T", "Reboot small", "Fail over to T", "Reboot w", "Fail back to w", "Delete T");
    }

    @Test
    void h29_onOldEnginesTheOtherReadersComeAfterTheWriterHasMoved() {
        assertThat(Draft.course(Draft.nodes(3).plan(OLD_ENGINE)))
                .containsExactly("Reboot r1", "Fail over to r1", "Reboot r2", "Reboot w");
        assertThat(Draft.course(Draft.nodes(3).excluding("w").plan(OLD_ENGINE)))
                .containsExactly("Reboot r1", "Reboot r2");
    }

    @Test
    void onlyThoseThatWaitAreRebootedAndAReaderInSyncTakesTheWrites() {
        Restart pending = new Restart(true, Set.of("w", "r1"), Set.of(), false, List.of());

        assertThat(Draft.course(Draft.nodes(3).plan(pending)))
                .containsExactly("Reboot r1", "Fail over to r2", "Reboot w");
    }

    @Test
    void nothingWaitsNothingToDo() {
        RollingPlan plan = Draft.nodes(3).plan(new Restart(true, Set.of(), Set.of(), false, List.of()));

        assertThat(plan.steps()).extracting(PlannedStep::action).containsExactly("verify");
        assertThat(plan.summary())
                .isEqualTo("Nothing to reboot: every instance in scope of demo runs with its parameters already");
    }

    @Test
    void aNewPlanLeavesOutWhatHasRestartedAlready() {
        Restart again = new Restart(false, Set.of(), Set.of("r1"), false, List.of());

        assertThat(Draft.course(Draft.nodes(3).plan(again)))
                .containsExactly("Reboot r2", "Fail over to r1", "Reboot w");
    }

    @Test
    void anExcludedWriterStaysAndThereIsNoFailover() {
        RollingPlan plan = Draft.nodes(3).excluding("w").plan(ALL);

        assertThat(Draft.course(plan)).containsExactly("Reboot r1", "Reboot r2");
        assertThat(plan.notes()).contains("Write interruptions: none.", "Excluded w is not rebooted.");
    }

    @Test
    void aSecondaryClusterOfAGlobalDatabaseHasNoFailover() {
        assertThat(Draft.course(Draft.nodes(0)
                        .reader("r1", Draft.OLD)
                        .reader("r2", Draft.OLD)
                        .plan(ALL)))
                .containsExactly("Reboot r1", "Reboot r2");
    }

    @Test
    void gatesStandWhereTheyWereAskedFor() {
        assertThat(gates(Draft.nodes(3).pauseAfterFirst().plan(ALL))).containsExactly("Reboot r2");
        assertThat(gates(Draft.nodes(3).pauseBeforeFailover().plan(ALL))).containsExactly("Fail over to r1");
    }

    @Test
    void everyRebootAndFailoverIsDisruptive() {
        assertThat(Draft.nodes(3).plan(ALL).steps())
                .filteredOn(
                        s -> s.action().equals("reboot_instance") || s.action().equals("failover"))
                .hasSize(4)
                .allMatch(PlannedStep::disruptive);
    }

    private static PlannedStep step(RollingPlan plan, String action) {
        return plan.steps().stream()
                .filter(s -> s.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> gates(RollingPlan plan) {
        return plan.steps().stream()
                .filter(s -> s.gate() != null)
                .map(PlannedStep::name)
                .toList();
    }
}
