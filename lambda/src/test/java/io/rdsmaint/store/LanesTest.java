package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects are read at a time, in the order asked for, and nothing runs on afterwards. */
class LanesTest {
    private static final List<Integer> MANY = IntStream.range(0, 500).boxed().toList();

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private int read(int one) {
        threads.add(Thread.currentThread());
        return -one;
    }

    /** A thread that has done its last work may need a moment to be gone. */
    private void haveEnded() throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void manyAreReadByOtherThreadsThatHaveEndedWhenTheListIsThere() throws InterruptedException {
        assertThat(new Lanes().map(MANY, this::read))
                .isEqualTo(MANY.stream().map(one -> -one).toList());
        assertThat(threads).doesNotContain(Thread.currentThread());
        haveEnded();
    }

    @Test
    void fewAreReadByTheThreadThatAsks() {
        assertThat(new Lanes().map(MANY.subList(0, 20), this::read)).hasSize(20);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aFailureIsThrownAsItIs() throws InterruptedException {
        assertThatThrownBy(() -> new Lanes().map(MANY, one -> {
                    if (one == 77) {
                        throw new LastingFailure("denied");
                    }
                    return read(one);
                }))
                .isInstanceOf(LastingFailure.class)
                .hasMessage("denied");
        haveEnded();
    }
}
