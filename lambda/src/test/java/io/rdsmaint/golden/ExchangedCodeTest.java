package io.rdsmaint.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.testkit.lambda.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs in which calls of the function are answered by the code of an earlier commit and by the present one, over one store, in
 * one world. The earlier code is no part of the sources: {@code scripts/saved-versions --jar} builds it and runs this.
 */
class ExchangedCodeTest {
    private static final Path JAR = Path.of("target/earlier-code.jar");

    /** Calls between the points at which a release is taken back. */
    private static final int EVERY = 3;

    private static final AtomicInteger EARLIER_CALLS = new AtomicInteger();
    private static final Deployment DEPLOYED = Telling.deployed((environment, network, random, clock, nanos) -> {
        RequestStreamHandler earlier = new EarlierCode(JAR).function(environment, network, random, clock, nanos);
        return (in, out, context) -> {
            EARLIER_CALLS.incrementAndGet();
            earlier.handleRequest(in, out, context);
        };
    });

    @BeforeAll
    static void theEarlierCodeIsThere() {
        assumeTrue(
                Files.exists(JAR), "the code of the earlier commit is not built; scripts/saved-versions --jar does it");
    }

    static List<String> paths() {
        return SavedRun.paths();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anAliasMayMoveAtEachCall(String path) {
        int first = earlierCallsOf(path, call -> call > 1, false);
        int second = earlierCallsOf(path, _ -> true, false);
        assertThat(first).isGreaterThan(5);
        assertThat(second).isBetween(first, first + 1);
        System.out.printf("%s with an alias that moves at each call: %d calls to the earlier code%n", path, first);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aReleaseMayBeTakenBackWhileOperationsLive(String path) {
        int points = 0;
        int asked;
        do {
            int point = 2 + EVERY * points++;
            asked = earlierCallsOf(path, call -> call == point, true);
        } while (asked > EVERY);
        System.out.printf("%s with its release taken back: at each of %d points%n", path, points);
    }

    /** Runs to the end, which must be that of the earlier code alone, with the same calls. */
    private static int earlierCallsOf(String path, IntPredicate exchanged, boolean seldomCalled) {
        EARLIER_CALLS.set(0);
        Telling telling = Telling.exchanged(SavedPaths.named(path), DEPLOYED, exchanged);
        Telling.End told = (seldomCalled ? telling.seldomCalled() : telling).told();
        assertThat(SavedRun.whateverItsWords(SavedRun.end(told.operation(), told.world())))
                .isEqualTo(SavedRun.whateverItsWords(
                        SavedRun.read(SavedRun.file(path)).end()));
        return EARLIER_CALLS.get();
    }
}
