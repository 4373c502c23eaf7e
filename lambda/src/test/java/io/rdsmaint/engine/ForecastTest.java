package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.engine.EngineRig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an operation probably ends. */
class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final Samples SAMPLES = new Samples();

    private static Optional<Instant> end(Step step, Instant now) {
        return Forecast.end(SAMPLES.having(JsonTrees.object(), step), now);
    }

    @Test
    void aStepTakesWhatItsLikeTake() {
        Step step = Step.pending(EngineRig.step("one", false));
        Duration usual = step.planned().expected();

        assertThat(end(step, NOW)).contains(NOW.plus(usual));
        assertThat(end(step.begun(NOW, null), NOW.plusSeconds(10))).contains(NOW.plus(usual));
        assertThat(end(step.begun(NOW, null), NOW.plus(usual).plusSeconds(10)))
                .as("late, it may end at any moment")
                .contains(NOW.plus(usual).plusSeconds(10));
    }

    @Test
    void aStepThatSeesItsOwnProgressKnowsBetter() {
        Step step = Step.pending(EngineRig.step("one", false))
                .begun(NOW, null)
                .remembering(JsonTrees.object()
                        .put(Step.ENDS_AT, NOW.plusSeconds(7_200).toString()));

        assertThat(end(step, NOW.plusSeconds(600))).contains(NOW.plusSeconds(7_200));
        assertThat(end(step, NOW.plusSeconds(8_000))).contains(NOW.plusSeconds(8_000));
    }
}
