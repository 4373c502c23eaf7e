package io.rdsmaint.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void virtualTimeRunsTimersInTheirOrderAndWaitsForWork() {
        VirtualTime time = new VirtualTime(START);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        time.after(Duration.ofSeconds(2), () -> seen.add("two"));
        time.after(
                Duration.ofSeconds(1),
                () -> time.start(_ -> {
                    seen.add("one");
                    time.after(Duration.ofMillis(500), () -> seen.add("one and a half"));
                }));
        time.after(Duration.ofSeconds(2), () -> seen.add("two as well"));
        time.after(Duration.ofSeconds(1), () -> seen.add("never")).cancel();
        time.advance(Duration.ofSeconds(3));

        assertThat(seen).containsExactly("one", "one and a half", "two", "two as well");
        assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void virtualTimeTellsOfWorkThatFailed() {
        VirtualTime time = new VirtualTime(START);
        time.start(_ -> {
            throw new IllegalArgumentException("broken");
        });

        assertThatThrownBy(time::settle).hasRootCauseMessage("broken");
    }

    @Test
    void virtualTimeDoesNotWaitForWorkThatIsGivenUp() {
        VirtualTime time = new VirtualTime(START);
        CountDownLatch never = new CountDownLatch(1);
        time.start(work -> {
            work.end();
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        time.settle();

        assertThat(time.instant()).isEqualTo(START);
        never.countDown();
    }

    @Test
    void realTimeMakesAnHourOfWaitingShort() throws Exception {
        try (RealTime time = new RealTime(InstantSource.system(), 1_000_000)) {
            CountDownLatch rung = new CountDownLatch(1);
            Instant before = time.instant();
            time.after(Duration.ofHours(1), rung::countDown);

            assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.between(before, time.instant())).isGreaterThanOrEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void realTimeIsOrdinaryWhileSomethingWorks() throws Exception {
        try (RealTime time = new RealTime(InstantSource.system(), 1_000_000)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            time.start(_ -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            begun.await();
            Instant before = time.instant();
            Instant after = time.instant();
            end.countDown();

            assertThat(Duration.between(before, after)).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void realTimeStandsStillWhileSomebodyThinksAndGoesOnAfterwards() throws Exception {
        try (RealTime time = new RealTime(InstantSource.system(), 1_000_000)) {
            CountDownLatch rung = new CountDownLatch(1);
            time.standStill();
            Instant before = time.instant();
            time.after(Duration.ofHours(4), rung::countDown);

            assertThat(rung.await(50, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(time.instant()).isEqualTo(before);

            time.goOn();
            assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSpeedBelowOneIsRefused() {
        assertThatThrownBy(() -> new RealTime(InstantSource.system(), 0.5)).hasMessageContaining("1 or more");
    }
}
