package io.rdsmaint.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Step;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Restores whose snapshot is not there yet, or whose clusters sleep; and which snapshot is meant. */
class UnreadyRestoreTest {
    private static String copy(RestoreTestRunner trial) {
        return trial.clusters().keySet().stream()
                .filter(name -> name.contains("-r-"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefreshed(RestoreTestRunner trial, Operation operation) {
        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).isEmpty();
        assertThat(trial.sql(
                        "shop-staging",
                        trial.managed("shop-staging"),
                        "SELECT count(*) FROM customers WHERE email LIKE '%@masked.invalid'"))
                .containsExactly("500");
    }

    @Test
    void aSnapshotThatIsStillBeingTakenIsWaitedFor() {
        RestoreTestRunner trial =
                new RestoreTestRunner(stage -> stage.alter("shop", cluster -> cluster.snapshot("tonight", "creating")));
        trial.parameters.withObject("source").putObject("snapshot").put("id", "tonight");
        List<String> waits = new ArrayList<>();
        trial.waiting((operation, asked) -> {
            operation
                    .current()
                    .map(Step::waitCondition)
                    .filter(text -> text.contains("snapshot tonight to become available"))
                    .ifPresent(waits::add);
            if (waits.size() == 3) {
                trial.simulator.change(world -> Objects.requireNonNull(world.site("123456789012", "us-east-1")
                                .clusterSnapshots()
                                .get("tonight"))
                        .status("available"));
            }
            return asked;
        });

        Operation operation = trial.run();

        assertRefreshed(trial, operation);
        assertThat(waits).hasSize(3).allMatch(text -> text.contains("(creating, 0 %)"));
        assertThat(operation.report()).anyMatch(line -> line.startsWith("snapshot: tonight"));
    }

    @Test
    void aTargetThatSleepsIsReplacedAndACopyThatFallsAsleepIsWoken() {
        RestoreTestRunner trial = new RestoreTestRunner(stage -> stage.alter(
                "shop-staging", cluster -> cluster.serverlessCapacity(0, 4).paused()));
        trial.before("Run mask-2", () -> trial.simulator.outsider().pause(copy(trial)));

        assertRefreshed(trial, trial.run());
        assertThat(trial.cluster("shop-staging")
                        .serverlessV2ScalingConfiguration()
                        .maxCapacity())
                .isEqualTo(4.0);
    }

    @Test
    void theNewestBeforeATimeIsChosenAndStaysChosen() {
        RestoreTestRunner trial = new RestoreTestRunner(stage -> stage.alter(
                "shop",
                cluster -> cluster.automatedSnapshot(Duration.ofHours(20)).automatedSnapshot(Duration.ofHours(32))));
        trial.parameters
                .withObject("source")
                .putObject("snapshot")
                .put("mode", "latest_before")
                .put("before", "2026-03-04T00:00:00Z");

        Operation operation = trial.run();

        assertRefreshed(trial, operation);
        assertThat(operation.report()).anyMatch(line -> line.startsWith("snapshot: rds:shop-2026-03-03-14-00"));
    }
}
