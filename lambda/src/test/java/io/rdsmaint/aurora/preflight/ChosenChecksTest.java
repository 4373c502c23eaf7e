package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.Finding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operation types choose among the checks: one that isn't among them is not a choice. */
class ChosenChecksTest {
    private final CheckSuite<Look> all = Preflight.standard();

    @Test
    void aCheckThatIsNotAmongThemIsNotChosen() {
        assertThatThrownBy(() -> all.only(List.of(ClusterChecks.STATUS, check("acount"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no check has the code acount;")
                .hasMessageContaining("account");
    }

    @Test
    void norLeftOut() {
        assertThatThrownBy(() -> all.without("custom-endpoint-member"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("custom-endpoint-member;");
        assertThatThrownBy(() -> all.without(check("acount"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCheckMayBeLeftOutTwiceForThereIsOne() {
        CheckSuite<Look> some = all.only(List.of(OwnershipChecks.ACCOUNT, FailoverChecks.ALARMS));

        assertThat(some.without("alarms").without("alarms").codes()).containsExactly("account");
        assertThat(some.without("writer-known").codes()).containsExactly("account", "alarms");
    }

    @Test
    void twoChecksOfOneCodeCanNotBeToldApart() {
        assertThatThrownBy(() -> new CheckSuite<>(List.of(check("same"), check("same"))))
                .hasMessageContaining("same");
        assertThatThrownBy(() -> CheckSuite.of(all, List.of(check("account")))).hasMessageContaining("account");
    }

    @Test
    void besideWhatADecisiveCheckFindsNothingCountsAndNothingMoreIsRun() {
        Check<List<String>> before = new Check<>("before", (run, found) -> {
            run.add("before");
            found.warn("w", "");
        });
        Check<List<String>> decisive = new Check<>("decisive", true, (run, found) -> {
            if (run.contains("trouble")) {
                found.refuse("r", "");
            }
        });
        Check<List<String>> after = new Check<>("after", (run, found) -> {
            run.add("after");
            found.ask("a", "");
        });
        CheckSuite<List<String>> suite = new CheckSuite<>(List.of(before, decisive, after));
        List<String> quiet = new ArrayList<>();
        List<String> trouble = new ArrayList<>(List.of("trouble"));

        assertThat(suite.find(quiet)).extracting(Finding::code).containsExactly("after", "before");
        assertThat(suite.find(trouble)).extracting(Finding::code).containsExactly("decisive");
        assertThat(trouble).doesNotContain("after");
    }

    private static Check<Look> check(String code) {
        return new Check<>(code, (look, found) -> {});
    }
}
