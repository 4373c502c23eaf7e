package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How lines are laid out where people read them. */
class ScreenTest {
    private static final Screen NARROW = new Screen(40, 24, true, true, false);
    private static final Map<String, String> TERMINAL = Map.of("RDS_MAINT_SCREEN", "yes", "COLUMNS", "40");

    private static Screen of(Map<String, String> environment) {
        return Screen.of(environment, StandardCharsets.UTF_8);
    }

    @Test
    void linesAreFoldedAtWordsUnderTheirFirstWord() {
        assertThat(NARROW.shown("  ✔  3/11 Change demo-multi-2 to db.r6g.xlarge (8 min)"))
                .containsExactly("  ✔  3/11 Change demo-multi-2 to", "          db.r6g.xlarge (8 min)");
        assertThat(NARROW.shown("Dry run: Change 3 of 3 instances of demo-multi."))
                .containsExactly("Dry run: Change 3 of 3 instances of", "  demo-multi.");
        assertThat(NARROW.shown("  3. Change demo-multi-2 to db.r6g.xlarge at once"))
                .containsExactly("  3. Change demo-multi-2 to", "     db.r6g.xlarge at once");
        assertThat(NARROW.shown("short")).containsExactly("short");
    }

    @Test
    void aCommandStaysInOnePieceOnALineOfItsOwn() {
        String command =
                "aws rds describe-db-clusters --db-cluster-identifier demo --query 'DBClusters[0].[Status, Engine]'";
        assertThat(NARROW.shown("    " + command)).containsExactly("    " + command);
        assertThat(NARROW.shown("  it waits → delete it: " + command + "; then answer continue, or leave it be"))
                .containsExactly(
                        "  it waits → delete it:", "    " + command, "    then answer continue, or leave it be");
        assertThat(NARROW.shown("ask scripts/status op-0123456789abcdef --watch for more of it"))
                .contains("  scripts/status op-0123456789abcdef --watch");
    }

    @Test
    void wordsThatAreLongerThanALineStayWhole() {
        String arn = "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:run-1";

        assertThat(NARROW.shown("Execution " + arn + " runs")).containsExactly("Execution", "  " + arn, "  runs");
    }

    @Test
    void aPipeGetsEachLineAsItIsAndNoColour() {
        String line = "  ✔ " + "word ".repeat(60) + "end";

        assertThat(of(Map.of("COLUMNS", "40")).shown(line)).containsExactly(line);
        assertThat(of(TERMINAL).shown(line)).hasSizeGreaterThan(5);
    }

    @Test
    void signsAreColouredOnATerminalUnlessItOrAPersonWantsNone() {
        assertThat(of(TERMINAL).shown("  ✘ 2 Verify")).containsExactly("  \u001b[31m✘\u001b[0m 2 Verify");
        assertThat(of(TERMINAL).shown("    abort (destructive): x").getFirst()).contains("\u001b[31m(destructive)");
        assertThat(of(Map.of("RDS_MAINT_SCREEN", "yes", "NO_COLOR", "1")).shown("  ✘ 2 Verify"))
                .isEqualTo(List.of("  ✘ 2 Verify"));
        assertThat(of(Map.of("RDS_MAINT_SCREEN", "yes", "TERM", "dumb")).colour())
                .isFalse();
        assertThat(of(Map.of()).colour()).isFalse();
    }

    @Test
    void coloursOfOthersAreSpelledOut() {
        assertThat(of(TERMINAL).shown("✔ \u001b[31mred")).containsExactly("\u001b[32m✔\u001b[0m \\u001b[31mred");
    }
}
