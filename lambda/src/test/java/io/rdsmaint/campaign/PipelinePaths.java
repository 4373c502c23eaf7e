package io.rdsmaint.campaign;

import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Visits;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.aurora.QuickScenarios;
import java.time.Duration;
import java.util.List;

/**
 * Paths of pipelines. Their pieces double the score of each row, in the row and nowhere else: what is done twice shows. All but one
 * run in one lane, so that a seed gives the same run; lanes run as the machine's processors please.
 */
final class PipelinePaths {
    private static final String CLUSTER = "demo-sql";
    private static final int ROWS = 30;
    private static final long SEED = 51;

    private static final Scenario SCENARIO = QuickScenarios.of(Scenario.of(
            "pipeline",
            stage -> stage.statementLimit(Duration.ofSeconds(2))
                    .cluster(
                            CLUSTER,
                            EngineVersions.POSTGRES,
                            "16.6",
                            cluster -> cluster.instance("demo-sql-1", "db.r6g.large", "us-east-1a")
                                    .instance("demo-sql-2", "db.r6g.large", "us-east-1b")
                                    .dataApi()
                                    .masterUser(PipelinePromises.USER, PipelinePromises.PASSWORD)
                                    .database(PipelinePromises.DATABASE, Visits.script(ROWS, SEED)))
                    .secret("demo-sql", PipelinePromises.USER, PipelinePromises.PASSWORD)));

    private static final String UPDATE = """
            {"name": "update", "kind": "chunked", "lanes": %d,
             "sql": {"inline": "UPDATE {app}.visits v SET score = v.score * 2, flag = v.flag + 1 WHERE {{piece v}}"},
             "chunk": {"source": "%s", "keys": ["%s"], "target_rows": 10}}""";

    private static final String PARAMETERS = """
            {"pipeline": "nightly", "database": "app", "bindings": {"app": "public"},
             "secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf",
             "phases": [
               {"name": "sums", "kind": "sql", "sql": {"inline": "DELETE FROM {app}.daily_scores; INSERT INTO {app}.daily_scores SELECT day, clinic_id, count(*), sum(score) FROM {app}.visits GROUP BY 1, 2"}},
               PHASE],
             "quiesce": {"cron_jobs": ["refresh-scores", "purge-visits"], "flag": {
               "start": "UPDATE {app}.pipeline_state SET state = 'start'",
               "ok": "UPDATE {app}.pipeline_state SET state = 'ok'",
               "failed": "UPDATE {app}.pipeline_state SET state = 'failed'"}},
             "reconcile": [{"name": "all", "sql": "SELECT count(*) FROM {app}.visits WHERE flag = 0", "op": "=", "expected": 0}]}""";

    private static final Trouble FORBIDDEN_ROW = (simulator, _) -> {
        PipelinePromises.execute(
                simulator, "ALTER TABLE visits ADD CONSTRAINT never CHECK (id <> " + ROWS / 2 + " OR flag = 0)");
        return () -> PipelinePromises.execute(simulator, "ALTER TABLE visits DROP CONSTRAINT never");
    };

    private PipelinePaths() {}

    private static Subject path(String name, String phase, Trouble trouble, String... answers) {
        return new Subject(
                answers.length == 0 ? name : name + ": " + String.join(", ", answers),
                "sql_pipeline",
                SCENARIO,
                PipelinePromises::new,
                new Subject.Target("cluster_id", CLUSTER),
                JsonTrees.read(PARAMETERS.replace("PHASE", phase)).toString(),
                trouble,
                List.of(answers));
    }

    /** All of them. */
    static List<Subject> all() {
        String one = UPDATE.formatted(1, "{app}.visits", "id");
        String two = UPDATE.formatted(2, "{app}.visits", "id");
        String lumps = UPDATE.formatted(1, "SELECT 1 AS lump, v.* FROM {app}.visits v", "patient_key")
                .replace("\"target_rows\": 10", "\"target_rows\": 1, \"max_rows\": 1");
        return List.of(
                path("pipeline", one, Trouble.NONE),
                path("pipeline in lanes", two, Trouble.NONE),
                path("pipeline with a failed piece", one, FORBIDDEN_ROW, "continue"),
                path("pipeline with a failed piece", one, FORBIDDEN_ROW, "abort"),
                path("pipeline with large pieces", lumps, Trouble.NONE, "continue/accept"),
                path("pipeline with large pieces", lumps, Trouble.NONE, "rollback"),
                path("pipeline at its gate", one, Trouble.NONE, "abort"),
                path("pipeline at its gate", one, Trouble.NONE, "mark_complete"));
    }
}
