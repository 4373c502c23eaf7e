package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rdsmaint.engine.Intent.IntentLapsed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Until which moment, to the nanosecond, an intent may be used. */
class IntentLimitsTest {
    private static final Instant SAVED = Instant.parse("2026-03-01T02:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration CALL_AND_MARGIN = Duration.ofSeconds(20);

    private Instant wall = SAVED;
    private long nanos;
    private Duration left = Duration.ofMinutes(1);
    private final Intent intent = intent();

    private Intent intent() {
        SavedIntent saved = new SavedIntent(
                "invocation-1-7",
                "Modify a",
                "a",
                SavedIntent.Idempotence.SOON,
                SAVED,
                "invocation-1",
                JsonNodeFactory.instance.objectNode(),
                SavedIntent.State.OPEN,
                null,
                null);
        Invocation invocation = new Invocation("invocation-1", () -> wall, () -> nanos, () -> left);
        return new Intent(saved, invocation, invocation.moment(), Intent.CALL_TIMEOUT, 1);
    }

    @Test
    void itIsGoodForTenSecondsByBothClocks() {
        wall = SAVED.plus(LEASE);
        nanos = LEASE.toNanos();

        assertThatCode(intent::spend).doesNotThrowAnyException();
    }

    @Test
    void itLapsesRightAfterwardsByTheWallClock() {
        wall = SAVED.plus(LEASE).plusNanos(1);

        assertThatThrownBy(intent::spend)
                .isInstanceOf(IntentLapsed.class)
                .hasMessage(
                        "The call was not made: more than 10 s passed since it was saved. The next invocation looks again.");
    }

    @Test
    void itLapsesRightAfterwardsByTheMonotonicClock() {
        nanos = LEASE.toNanos() + 1;

        assertThatThrownBy(intent::spend).isInstanceOf(IntentLapsed.class);
    }

    @Test
    void aMonotonicClockThatDidNotBeginAtZeroIsNoTimeThatPassed() {
        nanos = LEASE.toNanos() * 3;
        Intent later = intent();

        assertThatCode(later::spend).doesNotThrowAnyException();
    }

    @Test
    void aWallClockThatWasSetBackIsTimeThatPassed() {
        wall = SAVED.minus(LEASE).minusNanos(1);

        assertThatThrownBy(intent::spend).isInstanceOf(IntentLapsed.class);
    }

    @Test
    void theCallItsAnswerAndAMarginMustJustFitIntoTheInvocation() {
        left = CALL_AND_MARGIN;

        assertThatCode(intent::spend).doesNotThrowAnyException();
    }

    @Test
    void anInvocationWithLessTimeThanThatDoesNotCall() {
        left = CALL_AND_MARGIN.minusNanos(1);

        assertThatThrownBy(intent::spend)
                .isInstanceOf(IntentLapsed.class)
                .hasMessageContaining("the invocation has less than 20 s left");
    }

    @Test
    void itIsSpentByTheFirstTryEvenByOneThatCameTooLate() {
        assertThat(intent.spent()).isFalse();
        wall = SAVED.plus(LEASE).plusNanos(1);
        assertThatThrownBy(intent::spend).isInstanceOf(IntentLapsed.class);
        wall = SAVED;

        assertThat(intent.spent()).isTrue();
        assertThatThrownBy(intent::spend).hasMessageContaining("already used");
    }

    @Test
    void itsRequestIsSignedWithTheTimeOfItsSaveAndBearsItsId() {
        wall = SAVED.plusSeconds(5);

        assertThat(intent.signingTime()).isEqualTo(SAVED);
        assertThat(intent.id()).isEqualTo("invocation-1-7");
    }
}
