package io.rdsmaint.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasesTest {
    @Test
    void theCasesAreTheSameEachTime() {
        assertThat(drawn()).isEqualTo(drawn());
    }

    @Test
    void theCaseThatFailsIsShown() {
        assertThatThrownBy(() -> Cases.each(
                        100,
                        dice -> dice.between(1, 20),
                        n -> assertThat(n).as("a small number").isLessThan(15)))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s)case \\d+ of 100: (15|16|17|18|19|20)\n.*a small number.*");
    }

    @Test
    void anExceptionFailsItsCase() {
        assertThatThrownBy(() -> Cases.each(3, Dice::toss, _ -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("case 1 of 3")
                .hasRootCauseMessage("broken");
    }

    @Test
    void numbersTakeBothEndsAndWhatLiesBetween() {
        List<Integer> all = new ArrayList<>();
        Cases.each(1_000, dice -> dice.between(-3, 9), all::add);

        assertThat(all).contains(-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9).allMatch(n -> n >= -3 && n <= 9);
    }

    @Test
    void anyNumberMayBeTheGreatestAndTheLeast() {
        List<Long> all = new ArrayList<>();
        Cases.each(1_000, Dice::number, all::add);

        assertThat(all).contains(Long.MIN_VALUE, Long.MAX_VALUE, 0L);
        assertThat(all.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void textsSurviveUtf8() {
        Cases.each(
                1_000,
                dice -> AnyJson.text(dice, 60),
                text -> assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .isEqualTo(text));
    }

    private static List<String> drawn() {
        List<String> all = new ArrayList<>();
        Cases.each(200, dice -> AnyJson.any(dice).toString(), all::add);
        return all;
    }
}
