package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which conditions say the same. */
class NewsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo-2 to warm up (90 s left) | demo-2 to warm up (60 s left)",
                "a snapshot (40 % done) | a snapshot (44 % done)",
                "41 of 1000 pieces | 90 of 1000 pieces",
                "the writer's CPU, 12.5 % | the writer's CPU, 13.1 %",
                "demo-1 to be db.r6g.large | demo-1 to be db.r6g.large"
            })
    void numbersOfTheSameConditionAreNoNews(String before, String after) {
        assertThat(News.sameCondition(before, after)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo-2 to be available (now modifying) | demo-2 to be available (now rebooting)",
                "demo-1 to be there | demo-2 to be there",
                "demo-1 to be db.r6g.large | demo-1 to be db.r7g.large",
                "a snapshot (40 % done) | a snapshot (45 % done)",
                "1 of 10 pieces | 2 of 10 pieces",
                "0 of 0 pieces | 0 of 40 rows"
            })
    void otherWordsNamesAndFivePointsAreNews(String before, String after) {
        assertThat(News.sameCondition(before, after)).isFalse();
    }

    @Test
    void nothingAwaitedIsAnotherConditionThanSomething() {
        assertThat(News.sameCondition(null, null)).isTrue();
        assertThat(News.sameCondition(null, "a while")).isFalse();
        assertThat(News.sameCondition("a while", null)).isFalse();
    }
}
