package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Statements that the Data API does not wait for. */
class LongStatementsTest {
    private final SqlTestRunner trial = new SqlTestRunner(600);

    private Operation lasting(int seconds, int timeout, int times) {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 200).put("statement_timeout_seconds", timeout);
        trial.before(
                "Run update",
                () -> trial.simulator.inject(
                        Fault.slow("ExecuteStatement", seconds).fromCall(2).times(times)));
        return trial.run();
    }

    private static Duration took(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.name().equals("Run update"))
                .map(step -> Duration.between(
                        Objects.requireNonNull(step.startedAt()), Objects.requireNonNull(step.completedAt())))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    @Test
    void onesThatMayGoOnDoTheirPiecesAfterTheirCallsHaveEnded() {
        Operation operation = lasting(600, 900, 3);

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).containsExactly("1 600");
        assertThat(trial.questions).isEmpty();
        assertThat(took(operation)).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(700));
        assertThat(trial.events().size())
                .as("looks while they go on are no news")
                .isLessThan(400);
    }

    @Test
    void othersAreEndedByTheApiAndTriedAgain() {
        Operation operation = lasting(60, 40, 2);

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).containsExactly("1 600");
        assertThat(trial.questions).isEmpty();
    }

    @Test
    void withoutItsTagInTheMiddleNoFurtherPieceBegins() {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 200);
        trial.before("Run update", () -> trial.simulator.outsider().tag("demo-sql", "rds-maint-machine", "no"));
        trial.answering(question -> {
            assertThat(question.reason()).contains("may not work on the cluster any more");
            assertThat(trial.touched()).containsExactly("0 600");
            trial.simulator.outsider().tag("demo-sql", "rds-maint-machine", "allowed");
            return "continue";
        });

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).containsExactly("1 600");
    }
}
