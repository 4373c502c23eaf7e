package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Operation end = runner.passingGates().run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        int calls = end.owner().calls();
        Duration took = Duration.between(end.createdAt(), end.endedAt());
        Matcher row = Pattern.compile("\\| `" + type + "` \\| [^|]+ \\| (\\d+) min \\| (\\d+) \\| (\\d+) \\|")
                .matcher(Files.readString(Path.of("../docs/costs.md")));
        assertThat(row.find())
                .as("%s: %d min, %d calls", type, took.toMinutes(), calls)
                .isTrue();
        assertThat(Integer.parseInt(row.group(2)))
                .as("calls of %s, which took %s", type, took)
                .isBetween((int) (calls * (1 - TOLERANCE)), (int) (calls * (1 + TOLERANCE)));
        assertThat(Integer.parseInt(row.group(3))).isEqualTo(TRANSITIONS_A_CALL * Integer.parseInt(row.group(2)));
    }
}
