package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operation types choose among the checks by their codes: a code that no check has is not a choice. */
class ChosenChecksTest {
    private final Preflight all = Preflight.standard();

    @Test
    void aCodeThatNoCheckHasIsNotChosen() {
        assertThatThrownBy(() -> all.only(Set.of("cluster-status", "acount")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no check has the code acount;")
                .hasMessageContaining("account");
    }

    @Test
    void norLeftOut() {
        assertThatThrownBy(() -> all.without("custom-endpoint-member"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("custom-endpoint-member;");
    }

    @Test
    void aCheckMayBeLeftOutTwiceForThereIsOne() {
        Preflight some = all.only(Set.of("account", "alarms"));

        assertThat(some.without("alarms").without("alarms").codes()).containsExactly("account");
        assertThat(some.without("writer-known").codes()).containsExactly("account", "alarms");
    }

    @Test
    void twoChecksOfOneCodeCanNotBeToldApart() {
        Check one = new Check("same", (look, found) -> {});
        Check other = new Check("same", (look, found) -> {});

        assertThatThrownBy(() -> new Preflight(List.of(one, other))).hasMessageContaining("same");
    }
}
