package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationCost;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.recovery.RecoveryTestRunner;
import io.rdsmaint.testkit.restore.RestoreTestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operation of each type takes, as docs/costs.md says it: whole operations on clusters with their usual pace. */
class CostPageTest {
    /** A poll is a task, a choice and a wait. */
    private static final int TRANSITIONS_A_CALL = 3;

    private static final double TOLERANCE = 0.25;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance_type_change | multi-node | demo-multi   | target_instance_type  | db.r7g.large
            instance_cycle       | multi-node | demo-multi   |                       |
            storage_type_change  | storage    | demo-storage | target_storage_type   | aurora-iopt1
            engine_upgrade       | upgrade    | demo-upgrade | target_engine_version | 16.4
            """)
    void anOperationTakesAsManyCallsAsThePageSays(
            String type, String scenario, String cluster, String parameter, String value) throws IOException {
        AuroraTestRunner runner = new AuroraTestRunner(Scenarios.find(scenario).orElseThrow(), type, cluster);
        if (parameter != null) {
            runner.parameters.put(parameter, value);
        }
        int foretold = foretold(runner.plan());
        Operation end = runner.passingGates().run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertPage(type, end);
        assertForetold(foretold, end.owner().calls());
    }

    private static void assertPage(String type, Operation end) throws IOException {
        int calls = end.owner().calls();
        Duration took = Duration.between(end.createdAt(), end.endedAt());
        Matcher row = Pattern.compile(
                        "\\| `" + type + "` \\| [^|]+ \\| (\\d+) min \\| (\\d+) \\| (\\d+) \\| ([0-9.]+) \\|")
                .matcher(Files.readString(Path.of("../docs/costs.md")));
        assertThat(row.find())
                .as("%s: %d min, %d calls", type, took.toMinutes(), calls)
                .isTrue();
        assertThat(Integer.parseInt(row.group(2)))
                .as("calls of %s, which took %s", type, took)
                .isBetween((int) (calls * (1 - TOLERANCE)), (int) (calls * (1 + TOLERANCE)));
        assertThat(Integer.parseInt(row.group(3))).isEqualTo(TRANSITIONS_A_CALL * Integer.parseInt(row.group(2)));
        assertThat(row.group(4)).isEqualTo(usd(Integer.parseInt(row.group(2))));
    }

    @Test
    void aDrillIsForetoldAsItIsMeasured() throws IOException {
        RecoveryTestRunner drill = new RecoveryTestRunner().threeWaves();
        List<String> plan = drill.plan();
        Operation end = drill.run();
        int calls = end.owner().calls();

        assertPage("drs_recovery", end);
        assertForetold(foretold(plan), calls);
        assertThat(plan).anyMatch(line -> line.startsWith("COST 12 EC2 instances are launched and cost for about "));
    }

    @Test
    void whatRunsBesideWhatIsThereIsNamed() {
        AuroraTestRunner temporary =
                new AuroraTestRunner(Scenarios.find("multi-node").orElseThrow(), "instance_cycle", "demo-multi");
        assertThat(temporary.plan()).contains("COST nothing runs beside what is there already");
        assertThat(temporary.temporary("always").plan())
                .anyMatch(line -> line.matches(
                        "COST temporary instance demo-multi-maint-\\w+, db\\.r6g\\.large, for about \\d+ min"));

        AuroraTestRunner upgrade =
                new AuroraTestRunner(Scenarios.find("upgrade").orElseThrow(), "engine_upgrade", "demo-upgrade");
        upgrade.parameters.put("target_engine_version", "16.4");
        assertThat(upgrade.plan())
                .anyMatch(line -> line.startsWith("COST each instance runs twice, as blue and as green, for about ")
                        && line.contains("demo-upgrade-1 (db.r6g."));

        assertThat(new RestoreTestRunner(stage -> {}).plan())
                .anyMatch(line -> line.startsWith("COST the restored cluster's instances run beside"));
    }

    /** Steps are expected to take longer than they often do. */
    private static void assertForetold(int foretold, int calls) {
        assertThat(foretold)
                .as("calls as the plan tells them, of %s in all", calls)
                .isBetween((int) (calls * (1 - TOLERANCE)), calls * 2);
    }

    /** The calls in a plan's first line of costs. */
    private static int foretold(List<String> plan) {
        Matcher line = plan.stream()
                .map(Pattern.compile("COST the operation itself about (\\d\\.\\d{3}) USD: (\\d+) calls? .*")::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .orElseThrow();
        int calls = Integer.parseInt(line.group(2));
        assertThat(line.group(1)).isEqualTo(usd(calls));
        return calls;
    }

    private static String usd(int calls) {
        return new OperationCost(calls, List.of()).usd().toPlainString();
    }
}
