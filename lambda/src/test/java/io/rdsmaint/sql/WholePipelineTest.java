package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

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

    @Test
    void q10_theWindowStaysWhatItWasWhenItBegan() {
        trial.parameters.putObject("window").put("back", "P1Y").put("forward", "P1D");
        trial.chunked("update", SqlTestRunner.DOUBLE + " AND v.day < :window_to", "id", 500);
        trial.before("Preflight", () -> trial.clock.advance(Duration.ofDays(30)));

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(operation.baseline().at("/window/to").asText()).isEqualTo("2026-03-05");
        assertThat(trial.sql("SELECT window_from || ' ' || window_to FROM ops.ledgers"))
                .containsExactly("2025-03-04 2026-03-05");
    }

    @Test
    void sqlThatIsStoredIsTheOneThatItsHashNames() {
        ObjectStorage bucket = new ObjectStorage(trial.clock, Set.of(Deployment.BUCKET));
        S3Client s3 =
                TestClients.over(bucket.httpClient(), trial.clock).changing(S3Client.builder(), TestClients.PLACE);
        s3.putObject(
                put -> put.bucket(Deployment.BUCKET).key("sql/sql/nightly/update.sql"),
                RequestBody.fromString(SqlTestRunner.DOUBLE));
        trial.keptIn(bucket).environment("DEFINITIONS_BUCKET", Deployment.BUCKET);
        ObjectNode phase = trial.chunked("update", SqlTestRunner.DOUBLE, "id", 500);
        phase.putObject("sql").put("s3", "nightly/update.sql").put("sha256", Sha256.of(SqlTestRunner.DOUBLE));
        ObjectNode other = phase.deepCopy();
        other.withObject("sql").put("sha256", Sha256.of("something else"));

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.touched()).containsExactly("1 2000");
        trial.parameters.putArray("phases").add(other);
        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("sql-unreadable")
                .contains("is not the one that was asked for");
    }
}
