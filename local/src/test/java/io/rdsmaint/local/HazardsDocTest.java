package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of hazards is complete, each row that claims to be handled has a test of its number, and each that is marked as
 * handled by a check has one that also runs with a check switched off.
 */
class HazardsDocTest {
    private static final int HAZARDS = 73;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| H(\\d+) \\| (.+?) \\| (.+?) \\| (check|way) \\|$");
    private static final Path TESTS = Path.of("../lambda/src/test/java/io/rdsmaint");

    private final Map<Integer, Row> rows = rows();
    private final List<HazardTests> tests = HazardTests.all();

    private record Row(String handling, String mark) {
        boolean check() {
            return mark.equals("check");
        }

        boolean namesACheck() {
            String words = handling.toLowerCase(Locale.ROOT);
            return words.contains("preflight") || words.contains("guard");
        }
    }

    @Test
    void everyHazardHasARowThatSaysWhetherACheckHandlesIt() {
        assertThat(rows.keySet())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, HAZARDS).boxed().toList());
    }

    @Test
    void everyHandledHazardHasATestOfItsNumber() {
        List<Integer> tested = hazards(test -> true);

        assertThat(numbers(row -> !row.handling().startsWith("left to the operator")))
                .as("rows, by the tests named after them")
                .isSubsetOf(tested);
    }

    @Test
    void whatSaysThatACheckHandlesItNamesPreflightOrAGuardAndTheOthersDoNot() {
        assertThat(numbers(Row::check)).isEqualTo(numbers(Row::namesACheck));
    }

    @Test
    void everyCheckHasATestOfItsNumberThatRunsWithACheckSwitchedOff() {
        assertThat(numbers(Row::check))
                .as("rows, by the tests named after them that switch a check off")
                .isSubsetOf(hazards(HazardTests::switchesOff));
    }

    /** What counts as switching off above does so. */
    @ParameterizedTest
    @CsvSource({
        "testkit/aurora/PreflightCase.java, without(code).find(new Look(seen",
        "aurora/engineupgrade/UpgradePlanCase.java, without(code).plan()",
        "aurora/instancetypechange/GuardsTest.java, harm.test(told(off))",
        "aurora/instancetypechange/Trials.java, withoutGuards(without)",
        "aurora/storagetypechange/StorageTrials.java, withoutGuards(without)",
        "aurora/bluegreen/Upgrades.java, AuroraTestRunner.guardsBut(guardsOff)"
    })
    void theWaysToSwitchOffDo(String kit, String by) {
        assertThat(HazardTests.read(TESTS.resolve(kit))).contains(by);
    }

    @Test
    void aTestThatOnlyLooksAtWhatIsFoundSwitchesNothingOff() {
        String source = """
                class SomeTest {
                    @Test
                    void h1AndH2_found() {
                        assertThat(TRIAL.findings("a-code")).hasSize(1);
                    }

                    @Test
                    void h3_ignored() {
                        shared(TRIAL);
                    }

                    private static void shared(PreflightCase trial) {
                        failover(trial.ignored());
                    }
                }
                """;

        assertThat(HazardTests.in(source))
                .containsExactlyInAnyOrder(
                        new HazardTests("h1AndH2_found", false), new HazardTests("h3_ignored", true));
    }

    private List<Integer> hazards(Predicate<HazardTests> which) {
        return tests.stream()
                .filter(which)
                .flatMap(test -> test.hazards().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private List<Integer> numbers(Predicate<Row> which) {
        return rows.entrySet().stream()
                .filter(row -> which.test(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<Integer, Row> rows() {
        return ROW.matcher(HazardTests.read(Path.of("../docs/hazards.md")))
                .results()
                .collect(Collectors.toMap(
                        r -> Integer.parseInt(r.group(1)),
                        r -> new Row(r.group(3), r.group(4)),
                        (a, b) -> {
                            throw new IllegalStateException("two rows of one number");
                        },
                        TreeMap::new));
    }
}
