package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.simulator.model.Workload;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A whole operation that keeps to its window. */
class ScheduledOperationTest {
    private final AuroraTestRunner rehearsal = ClassChanges.of(Scenarios.multiNode(), "demo-multi");

    private static List<Instant> begun(Operation end, boolean disruptive) {
        return end.steps().stream()
                .filter(s -> s.planned().disruptive() == disruptive)
                .map(Step::startedAt)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void disruptiveStepsBeginInTheWindowOnlyAndTheRestAtOnce() {
        rehearsal.params.put("not_before", "2026-03-05T12:00:00+02:00").put("window", "02:00-04:00");

        assertThat(rehearsal.dryRun().plan())
                .anyMatch(l -> l.contains("disruptive steps begin not before 2026-03-05T10:00:00Z, in the window"
                        + " 02:00-04:00 (UTC); one that comes up at another time waits"));
        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(begun(end, true)).hasSize(4).allSatisfy(at -> {
            assertThat(at).isAfter("2026-03-06T00:00:00Z");
            assertThat(LocalTime.ofInstant(at, ZoneOffset.UTC)).isBetween(LocalTime.of(2, 0), LocalTime.of(4, 0));
        });
        assertThat(begun(end, false)).anyMatch(at -> at.isBefore(Instant.parse("2026-03-04T10:10:00Z")));
    }

    @Test
    void outsideTheWindowAPersonMayLetAStepBeginNow() {
        rehearsal.params.put("window", "sun:02:00-sun:04:00").put("outside_window", "ask");
        rehearsal.answering(q -> "continue/now");

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.endedAt()).isBefore("2026-03-04T14:00:00Z");
        assertThat(rehearsal.questions).hasSize(4).allSatisfy(q -> {
            assertThat(q.kind()).isEqualTo(Question.Kind.GATE);
            assertThat(q.options()).extracting(Question.Option::choice).contains("now", "wait");
        });
    }

    @Test
    void theWatchComparesWithTheLoadRightBeforeTheWindowAndNotWithThatOfThePlanning() {
        rehearsal.params.put("window", "02:00-06:00").put("watch_minutes", 15);
        rehearsal.before(
                "Preflight",
                () -> rehearsal.simulator.change(w -> w.sites()
                        .forEach(s -> s.clusters()
                                .forEach(c -> c.workload(new Workload(0.1, 0.1, 30, 20, "rds-ca-rsa2048-g1"))))));

        Operation end = rehearsal.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.baseline().path("load").path("connections").asDouble()).isEqualTo(120);
        assertThat(end.report()).anyMatch(l -> l.contains("connections 30 (before 30)"));
    }
}
