package io.rdsmaint.operations.storagetypechange;

import static io.rdsmaint.operations.storagetypechange.StorageTrials.OPTIMIZED;
import static io.rdsmaint.operations.storagetypechange.StorageTrials.assertCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.operations.Trial;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The function's process ends anywhere: the change ends as if nothing had happened. */
class KilledStorageTest {

    @TestFactory
    Stream<DynamicTest> killedAnywhereTheChangeIsMadeOnce() {
        Trial calm = StorageTrials.usual();
        calm.run();
        assertThat(calm.moments())
                .as("requests that change something, and saves")
                .isGreaterThan(30);
        return IntStream.rangeClosed(1, calm.moments())
                .mapToObj(moment -> DynamicTest.dynamicTest("moment " + moment, () -> {
                    Trial trial = StorageTrials.usual().killedAt(moment);

                    Operation end = trial.run();

                    assertCompleted(trial, end, OPTIMIZED);
                    assertThat(trial.questions).isEmpty();
                    assertThat(StorageTrials.modifications(trial)).isEqualTo(1);
                }));
    }
}
