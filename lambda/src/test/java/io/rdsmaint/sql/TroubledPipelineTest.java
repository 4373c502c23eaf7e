package io.rdsmaint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.testkit.sql.SqlTestRunner;
import org.junit.jupiter.api.Test;

/** What goes wrong with pieces, flags and comparisons, and what people are asked then. */
class TroubledPipelineTest {
    private final SqlTestRunner trial = new SqlTestRunner(1_000);

    @Test
    void q5_aFailedPieceKeepsItFromBeingPublishedAndIsRetriedAlone() {
        trial.quiesced();
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100);
        trial.before(
                "Run update", () -> trial.sql("ALTER TABLE visits ADD CONSTRAINT never CHECK (id <> 450 OR flag = 0)"));
        trial.answering(question -> {
            assertThat(trial.flag()).isEqualTo("start");
            assertThat(trial.jobs()).isEmpty();
            assertThat(trial.touched()).containsExactly("0 100", "1 900");
            trial.sql("ALTER TABLE visits DROP CONSTRAINT never");
            return "continue";
        });

        Operation operation = trial.run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("pieces failed, and what is not done is not published");
            assertThat(question.observed())
                    .contains("1 of 10 pieces failed 3 times, 9 are done")
                    .contains("piece 5")
                    .contains("23514");
            assertThat(question.situation()).contains("The flag tells others that the pipeline runs, and cron jobs");
            assertThat(question.options().getFirst().consequence())
                    .startsWith("run only the 1 pieces that failed again");
            assertThat(question.commands()).anyMatch(command -> command.contains("ops.progress("));
        });
        assertThat(trial.touched()).containsExactly("1 1000");
        assertThat(trial.flag()).isEqualTo("ok");
    }

    @Test
    void q12_anAbortRestoresJobsAndTellsThatItFailedAndWhatIsLeft() {
        trial.quiesced();
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100).put("retries", 0);
        trial.sql("SELECT cron.alter_job(jobid, active => false) FROM cron.job WHERE jobname = 'purge-visits'");
        trial.before(
                "Run update", () -> trial.sql("ALTER TABLE visits ADD CONSTRAINT never CHECK (id <> 450 OR flag = 0)"));

        Operation operation = trial.answering("abort").run();

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.flag()).isEqualTo("failed");
        assertThat(trial.jobs()).as("as before").containsExactly("refresh-scores");
        assertThat(operation.residue())
                .singleElement()
                .asString()
                .contains("phase update is done in part")
                .contains("resume_of " + operation.id());
        assertThat(trial.questions.getFirst().options())
                .extracting(option -> option.action())
                .doesNotContain(Question.Action.ROLLBACK);
        assertThat(trial.questions.getFirst().reason()).contains("There is no rollback any more");
    }

    @Test
    void q15_anotherOperationGoesOnWithWhatIsNotDone() {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100).put("retries", 0);
        trial.before(
                "Run update", () -> trial.sql("ALTER TABLE visits ADD CONSTRAINT never CHECK (id <> 450 OR flag = 0)"));
        Operation first = trial.answering("abort").run();
        trial.sql("ALTER TABLE visits DROP CONSTRAINT never");

        trial.parameters.put("resume_of", first.id());
        Operation second = trial.runAgain("second");

        assertThat(second.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(second.notes()).anyMatch(note -> note.contains("resumed, 9 of 10 pieces are done and not repeated"));
        assertThat(trial.touched()).containsExactly("1 1000");
    }

    @Test
    void otherSqlIsNoReasonToResume() {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100).put("retries", 0);
        Operation first = trial.run();
        trial.parameters.put("resume_of", first.id()).remove("phases");
        trial.chunked("update", SqlTestRunner.DOUBLE + " AND v.id > 0", "id", 100);

        assertThat(trial.dryRun().tree().at("/error/cause").asText())
                .contains("resume-differs")
                .contains("other SQL");
    }

    @Test
    void q16_aMismatchIsAskedAboutBeforeItIsPublished() {
        trial.quiesced();
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 500);
        trial.reconcile("none left", "SELECT count(*) FROM {app}.visits WHERE flag = 1", "=", 999);

        Operation operation = trial.answering(question -> {
                    assertThat(question.observed()).contains("found 1000, which should be = 999");
                    assertThat(trial.flag()).isEqualTo("start");
                    return "continue/accept";
                })
                .run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions).hasSize(1);
    }

    /** What is committed stays, and whoever is asked reads so; the flag alone decides whether others use it. */
    @Test
    void whoeverPublishesSeesWhatThereIsAndAnAbortNamesWhatStays() {
        trial.quiesced();
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 500);
        trial.parameters.putObject("publish").put("approval", true);

        Operation operation = trial.answering(_ -> "abort").run();

        assertThat(trial.questions).singleElement().satisfies(question -> {
            assertThat(question.reason()).contains("Publishing runs the flag's ok statement");
            assertThat(question.observed()).contains("phase update: 2 of 2 pieces done, 1000 rows");
            assertThat(question.options())
                    .filteredOn(option -> option.action() == Question.Action.ABORT)
                    .singleElement()
                    .satisfies(option -> assertThat(option.consequence())
                            .contains("what phase update did is committed and stays: 1000 rows in 2 pieces")
                            .doesNotContain("nothing is left behind"));
        });
        assertThat(operation.residue())
                .singleElement()
                .asString()
                .contains("what phase update did is committed and stays", "resume_of " + operation.id());
        assertThat(trial.flag()).isEqualTo("failed");
    }

    @Test
    void anotherNumberOfRowsThanExpectedIsAskedAbout() {
        trial.chunked("update", SqlTestRunner.DOUBLE + " AND v.id <= 10", "id", 500)
                .putObject("expect")
                .put("rows_min", 900);

        Operation operation = trial.answering("abort").run();

        assertThat(operation.state()).isEqualTo(OperationState.FAILED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(question ->
                        assertThat(question.observed()).contains("expected were at least 900 rows, changed were 10"));
    }

    @Test
    void q17_aScriptStopsAtTheStatementThatFails() {
        trial.script(
                        "three",
                        "CREATE TABLE {app}.a (n int); INSERT INTO {app}.a SELECT 1 / count(*) FROM {app}.a; DROP TABLE {app}.a")
                .put("retries", 1);

        Operation operation = trial.answering(question -> {
                    trial.sql("INSERT INTO a VALUES (1)");
                    return "continue";
                })
                .run();

        assertThat(operation.state()).isEqualTo(OperationState.COMPLETED);
        assertThat(trial.questions)
                .singleElement()
                .satisfies(question -> assertThat(question.observed())
                        .contains("1 of 3 pieces failed 2 times, 1 are done")
                        .contains("22012"));
        assertThat(trial.sql("SELECT to_regclass('a') IS NULL")).containsExactly("true");
    }

    @Test
    void q9_aPredicateThatDoesNotReachTheWorkIsAskedAbout() {
        SqlTestRunner large = new SqlTestRunner(20_000);
        large.chunked(
                "update",
                "WITH everything AS MATERIALIZED (SELECT a.id, b.day FROM {app}.visits a JOIN {app}.visits b USING (patient_key))"
                        + " UPDATE {app}.visits v SET flag = 1 FROM everything e WHERE e.id = v.id AND {{piece v}}",
                "id",
                500);

        large.answering("abort").run();

        assertThat(large.questions)
                .singleElement()
                .satisfies(question -> assertThat(question.reason()).contains("does not reach what makes the work"));
        assertThat(large.touched()).containsExactly("0 20000");
    }

    @Test
    void lanesAreChangedWhileItRuns() {
        trial.chunked("update", SqlTestRunner.DOUBLE, "id", 100);
        trial.before(
                "Run update",
                () -> assertThat(trial.invoke(
                                        "people", trial.edit(trial.operation().id(), "{\"lanes\": 9}"))
                                .path("error")
                                .isNull())
                        .isTrue());

        Operation operation = trial.run();

        assertThat(operation.steps()).anySatisfy(step -> {
            assertThat(step.name()).isEqualTo("Run update");
            assertThat(step.planned().parameters().at("/phase/lanes").asInt()).isEqualTo(9);
        });
        assertThat(trial.touched()).containsExactly("1 1000");
    }
}
