package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import org.junit.jupiter.api.Test;

/** What is seen before the first change. */
class PreflightTest {
    private static String refusal(SqlTestRunner trial) {
        return trial.dryRun().tree().at("/error/cause").asText();
    }

    private static SqlTestRunner usual() {
        SqlTestRunner trial = new SqlTestRunner(1_000);
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100);
        return trial;
    }

    @Test
    void aDryRunShowsPiecesRowsLanesTimeAndEachStatement() {
        SqlTestRunner trial = new SqlTestRunner(1_000);
        trial.sql("ANALYZE");
        trial.parameters.putObject("window").put("back", "P2Y").put("forward", "P45D");
        trial.script(
                "copy",
                "CREATE TABLE {app}.before AS SELECT * FROM {app}.visits v WHERE v.day >= :window_from; TRUNCATE {app}.daily_scores; INSERT INTO {app}.before SELECT * FROM {app}.before WHERE false");
        trial.chunked("update", SqlTestRunner.DOUBLE + " AND v.day < :window_to", "id", 100);

        String plan = trial.dryRun().tree().toString();

        assertThat(plan)
                .contains("window 2024-03-04 to 2026-04-18")
                .contains("update: about 10 pieces of 100 rows (1000 by the planner's estimate), 4 at once")
                .contains("PostgreSQL plans no TRUNCATE")
                .contains("not yet explainable");
        assertThat(trial.sql("SELECT to_regnamespace('ops') IS NULL"))
                .as("nothing is changed")
                .containsExactly("true");
    }

    @Test
    void theDataApiMustBeOn() {
        SqlTestRunner trial = new SqlTestRunner(10, _ -> {});
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100);

        assertThat(refusal(trial)).contains("data-api-off").contains("aws rds enable-http-endpoint --resource-arn");
    }

    @Test
    void theClusterMustBeInTheDeploymentsScope() {
        SqlTestRunner trial = usual();
        trial.simulator.outsider().tag("demo-sql", "rds-maint-machine", "no");

        assertThat(refusal(trial))
                .contains("not-allowed")
                .contains("the tag rds-maint-machine=allowed, by which this deployment may use a cluster, is missing")
                .contains("--tags Key=rds-maint-machine,Value=allowed");
    }

    @Test
    void anotherDeploymentsMarkIsRefusedAndALeftOverOneIsReplaced() {
        SqlTestRunner trial = usual();
        trial.simulator.outsider().tag("demo-sql", "rds-maint-operation", "elsewhere/op-1");
        assertThat(refusal(trial)).contains("marked by another operation: elsewhere/op-1");

        trial.simulator.outsider().tag("demo-sql", "rds-maint-operation", "test/op-1");

        assertThat(trial.run().state()).isEqualTo(OperationState.COMPLETED);
    }

    @Test
    void theSecretMustBeOfTheClustersRegion() {
        SqlTestRunner trial = usual();
        trial.parameters.put("secret_arn", SqlTestRunner.SECRET.replace("us-east-1", "eu-west-1"));

        assertThat(refusal(trial)).contains("secret-elsewhere").contains("123456789012 and us-east-1");
    }

    @Test
    void aSecretOfAnotherUserIsTold() {
        SqlTestRunner trial = usual();
        trial.parameters.put("secret_arn", SqlTestRunner.SECRET.replace("demo-sql", "nobody"));

        assertThat(refusal(trial)).contains("database-unreachable").contains("secret");
    }

    @Test
    void aDatabaseThatIsNotThereIsTold() {
        SqlTestRunner trial = usual();
        trial.parameters.put("database", "elsewhere");

        assertThat(refusal(trial)).contains("database-unreachable").contains("elsewhere");
    }

    @Test
    void q11_whatAStatementNamesMustBeThereAsItIsSpelled() {
        SqlTestRunner trial = usual();
        trial.parameters.withObject("bindings").put("app", "No \"Such\" schema");

        assertThat(refusal(trial)).contains("object-missing").contains("No \"Such\" schema");
    }

    @Test
    void keysMustBeColumnsOfTheSource() {
        SqlTestRunner trial = usual();
        trial.chunked("more", SqlTestRunner.DOUBLE, "nope", 100);

        assertThat(refusal(trial))
                .contains("object-missing")
                .contains("the source of more")
                .contains("nope");
    }

    @Test
    void flagAndComparisonsAreLookedAtLikePhases() {
        SqlTestRunner trial = usual().quiesced();
        trial.parameters
                .withObject("quiesce")
                .withObject("flag")
                .put("failed", "UPDATE {app}.no_table SET state = 'x'");
        trial.reconcile("gone", "SELECT count(*) FROM {app}.no_view", "=", 0);
        trial.reconcile("hidden", "WITH d AS (DELETE FROM {app}.visits RETURNING 1) SELECT count(*) FROM d", "=", 0);

        assertThat(refusal(trial))
                .contains("the flag's failed names what is not there")
                .contains("reconcile gone names what is not there")
                .contains("reconcile hidden would fail");
        assertThat(trial.sql("SELECT count(*) FROM visits")).containsExactly("1000");
    }

    @Test
    void comparisonsReadAndAreOneQueryEach() {
        SqlTestRunner trial = usual();
        trial.reconcile("two", "SELECT 1; SELECT 2", "=", 1);
        trial.reconcile("none", "DELETE FROM {app}.visits", "=", 0);
        trial.reconcile("where", "SELECT 1 FROM {other}.visits v WHERE {{piece v}} AND v.day < :window_to", "=", 0);
        ((ObjectNode) trial.parameters.at("/phases/0"))
                .putObject("expect")
                .put("rows_min", 5)
                .put("rows_max", 4);
        ((ObjectNode) trial.parameters.at("/phases/0/chunk")).put("source", "{app}.visits; DROP TABLE {app}.visits");

        assertThat(refusal(trial))
                .contains("two: a comparison is one query, not 2")
                .contains("none: a comparison reads")
                .contains("{other} is not among the bindings")
                .contains("{{piece v}} stands only in a chunked phase")
                .contains("there is no window")
                .contains("chunk.source is one table or one query")
                .contains("rows_max")
                .contains("at least rows_min");
    }

    @Test
    void cronJobsMustBeThere() {
        SqlTestRunner trial = usual().quiesced();
        trial.parameters.withObject("quiesce").withArray("cron_jobs").add("no-job");

        assertThat(refusal(trial)).contains("cron-job-missing").contains("no-job");
    }

    @Test
    void allThatIsWrongWithTheParametersIsToldAtOnce() {
        SqlTestRunner trial = new SqlTestRunner(10);
        trial.chunked("Update", "UPDATE {other}.visits v SET flag = 1 WHERE v.day > :window_from; SELECT :x", "id", 100)
                .put("lanes", 99);
        trial.script("b", "COMMIT; SELECT {{piece v}}").put("lanes", 2);
        trial.parameters
                .put("pipeline", "")
                .putObject("window")
                .put("from", "2026-02-01")
                .put("to", "2026-01-01");

        assertThat(refusal(trial))
                .contains("params.params.pipeline is empty")
                .contains("params.params.phases[0].name 'Update'")
                .contains("params.params.phases[0].lanes must be a whole number from 1 to 16")
                .contains("params.params.phases[1].lanes: only a chunked phase has it")
                .contains("{other} is not among the bindings")
                .contains("a chunked phase has one statement, not 2")
                .contains("says {{piece v}}")
                .contains("there is no parameter :x")
                .contains("COMMIT is not needed")
                .contains("stands only in a chunked phase")
                .contains("in this order");
    }
}
