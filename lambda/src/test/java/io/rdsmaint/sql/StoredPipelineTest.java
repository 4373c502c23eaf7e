package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.TestClients;
import io.rdsmaint.testkit.lambda.Deployment;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A pipeline that lies in the bucket of definitions is started by its name. */
class StoredPipelineTest {
    private final SqlTestRunner trial = new SqlTestRunner(200);
    private final ObjectStorage storage = new ObjectStorage(trial.clock, Set.of(Deployment.BUCKET));
    private final S3Client s3 =
            TestClients.over(storage.httpClient(), trial.clock).changing(S3Client.builder(), TestClients.PLACE);

    StoredPipelineTest() {
        trial.keptIn(storage).environment("DEFINITIONS_BUCKET", Deployment.BUCKET);
    }

    private void define(String name, String text) {
        s3.putObject(r -> r.bucket(Deployment.BUCKET).key("sql/" + name + ".json"), RequestBody.fromString(text));
    }

    /** What the trial would do, stored; the trial then only names it. */
    private void defineNightly() {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100);
        define("nightly", trial.parameters.toString());
        trial.parameters.removeAll().put("pipeline", "nightly");
    }

    private String refusal() {
        return trial.dryRun().tree().at("/error/cause").asText();
    }

    @Test
    void itsNameStartsIt() {
        defineNightly();

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.sql("SELECT DISTINCT flag FROM visits")).containsExactly("1");
    }

    /** An operation stays what it was, and says what that is, whatever is stored by then. */
    @Test
    void whatWasReadIsTheOperationsOwn() {
        defineNightly();
        trial.before("Plan update", () -> define("nightly", "{\"phases\": []}"));

        Operation end = trial.run();

        assertThat(end.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(end.parameters().path("phases")).hasSize(1);
        assertThat(end.parameters().at("/definition/key").asText()).isEqualTo("sql/nightly.json");
        assertThat(end.parameters().at("/definition/sha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatAStartSaysCountsMoreThanWhatIsStored() {
        defineNightly();
        trial.parameters.putObject("window").put("from", "2026-01-01").put("to", "2026-02-01");

        assertThat(trial.dryRun().tree().toString()).contains("window 2026-01-01 to 2026-02-01");
    }

    @Test
    void anUnknownNameIsToldWithThoseThereAre() {
        defineNightly();
        define("weekly", "{\"phases\": []}");
        trial.parameters.put("pipeline", "hourly");

        assertThat(refusal())
                .contains(
                        "no pipeline is stored as 'hourly'",
                        "stored are nightly, weekly",
                        "scripts/define sql NAME FILE");
    }

    @Test
    void whatIsStoredIsHeldToTheSameRulesAsWhatIsGiven() {
        define("nightly", "{\"phases\": [{\"name\": \"a\", \"kind\": \"chunked\"}], \"reconcil\": []}");
        trial.parameters.removeAll().put("pipeline", "nightly");

        assertThat(refusal()).contains("params.params.database", "params.params.reconcil is not a field here");
    }

    @Test
    void whatIsNoJsonIsNamed() {
        define("nightly", "{phases");
        trial.parameters.removeAll().put("pipeline", "nightly");

        assertThat(refusal()).contains("the definition sql/nightly.json is no JSON", "scripts/define");
    }

    @Test
    void whoeverStartsNothingIsToldWhatIsStored() {
        defineNightly();
        ObjectNode empty = JsonTrees.object()
                .put("action", "start")
                .put("execution_arn", "arn:aws:states:us-east-1:123456789012:execution:rds-maint-machine:empty")
                .put("execution_started_at", "2026-03-04T10:00:00Z")
                .putNull("operation_id")
                .putNull("params");

        assertThat(trial.invoke("machine", empty).at("/error/cause").asText())
                .contains("params is missing", "\"params\":{\"pipeline\":\"nightly\"}");
    }

    @Test
    void nobodyWritesWhichDefinitionWasRead() {
        trial.parameters.putObject("definition").put("sha256", "x");

        assertThat(refusal()).contains("params.params.definition is written by the function");
    }
}
