package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import org.junit.jupiter.api.Test;

/** Pipelines from their start to their end, on a real PostgreSQL behind a simulated Data API. */
class WholePipelineTest {
    private final SqlTestRunner trial = new SqlTestRunner(2_000);

    @Test
    void everyPieceIsDoneOnceAndThenItIsPublished() {
        trial.quiesced();
        trial.script(
                "copy", "CREATE TABLE {app}.before AS SELECT * FROM {app}.visits; CREATE INDEX ON {app}.before (id)");
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 200);
        trial.reconcile("all touched", "SELECT count(*) FROM {app}.visits WHERE flag = 1", "=", 2_000);

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).containsExactly("1 2000");
        assertThat(trial.sql("SELECT count(*) FROM visits v JOIN before b USING (id) WHERE v.score = b.score * 2"))
                .containsExactly("2000");
        assertThat(trial.flag()).isEqualTo("ok");
        assertThat(trial.jobs()).containsExactly("purge-visits", "refresh-scores");
        assertThat(operation.report()).anyMatch(line -> line.startsWith("update: 2000 rows in 10 pieces"));
        assertThat(operation.residue()).isEmpty();
    }
}
