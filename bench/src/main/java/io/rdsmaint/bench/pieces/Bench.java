package io.rdsmaint.bench.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.bench.pieces.PiecesInLanes.PieceRun;
import io.rdsmaint.bench.pieces.PiecesInLanes.PlainRun;
import io.rdsmaint.local.Local;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Visits;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The whole system in real time with one table to recompute: the generated machine, the real handler, a real PostgreSQL. */
final class Bench implements AutoCloseable {
    private static final String ARN = "arn:aws:rds:us-east-1:123456789012:cluster:demo-sql";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf";
    private static final String WORK = """
            UPDATE %s v SET flag = v.flag + 1, score = v.score * d.weight + length(md5(v.patient_key || v.id::text)) \
            FROM diagnoses d WHERE d.code = v.diagnosis AND %s""";
    private static final String CHECKSUM = "SELECT md5(string_agg(v::text, ';' ORDER BY id)) FROM visits v";
    private static final String HOLDERS = """
            SELECT count(DISTINCT h.pid) FROM ops.phases p, ops.holders(p.operation, p.phase) h \
            WHERE p.phase = 'update' AND h.piece > 0""";
    private static final String SPAN = """
            SELECT count(*), extract(epoch FROM max(finished_at) - min(started_at))::text, \
            count(*) FILTER (WHERE done) FROM ops.pieces WHERE phase = 'update'""";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Scenario scenario;
    private final Local local;
    private final SfnClient machine;
    private final RdsDataClient data;
    private int runs;

    Bench(int rows) {
        this.scenario = Scenario.of(
                "bench",
                stage -> stage.cluster(
                                "demo-sql",
                                EngineVersions.POSTGRES,
                                "16.6",
                                cluster -> cluster.instance("demo-sql-1", "db.r6g.large", "us-east-1a")
                                        .dataApi()
                                        .masterUser("demo_admin", "demo-password")
                                        .database("app", Visits.script(rows, 51)))
                        .secret("demo-sql", "demo_admin", "demo-password"));
        this.local = Local.builder()
                .scenario(scenario)
                .definition(
                        Path.of(System.getProperty("repository", "."), "statemachine", "rds-maint-machine.asl.json"))
                .function(new DeployedFunction())
                .start();
        local.warmUp();
        URI uri = local.uri();
        StaticCredentialsProvider anybody =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        this.machine = SfnClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build();
        this.data = RdsDataClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(anybody)
                .build();
    }

    private List<List<Field>> sql(String text) {
        return data.executeStatement(r ->
                        r.resourceArn(ARN).secretArn(SECRET).database("app").sql(text))
                .records();
    }

    private String checksum() {
        return sql(CHECKSUM).getFirst().getFirst().stringValue();
    }

    private void afresh() {
        local.simulator().load(scenario);
        sql("SELECT count(*) FROM visits");
    }

    /** One statement for all rows. */
    PlainRun plain() {
        afresh();
        long began = System.nanoTime();
        sql(WORK.formatted("visits", "true"));
        double seconds = (System.nanoTime() - began) / 1e9;
        return new PlainRun(seconds, checksum());
    }

    /** The same in pieces. */
    PieceRun pieces(int lanes, int target) {
        afresh();
        String arn = machine.startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN)
                        .name("bench-" + ++runs)
                        .input(input(lanes, target)))
                .executionArn();
        int most = 0;
        Instant patience = Instant.now().plus(Duration.ofMinutes(15));
        ExecutionStatus status = ExecutionStatus.RUNNING;
        while (status == ExecutionStatus.RUNNING && Instant.now().isBefore(patience)) {
            most = Math.max(most, holders());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            status = machine.describeExecution(r -> r.executionArn(arn)).status();
        }
        if (status != ExecutionStatus.SUCCEEDED) {
            throw new IllegalStateException("the pipeline ended " + status);
        }
        List<Field> span = sql(SPAN).getFirst();
        Phase phase = phase(arn);
        return new PieceRun(
                span.get(0).longValue().intValue(),
                Double.parseDouble(span.get(1).stringValue()),
                phase.batches(),
                phase.transitions(),
                most,
                checksum());
    }

    private static String input(int lanes, int target) {
        return """
            {"params": {"type": "sql_pipeline", "cluster_id": "demo-sql", "params": {
              "pipeline": "bench", "database": "app", "secret_arn": "%s", "publish": {"approval": false},
              "phases": [{"name": "update", "kind": "chunked", "lanes": %d, "sql": {"inline": "%s"},
                "chunk": {"source": "visits", "keys": ["id"], "target_rows": %d}}]}}}""".formatted(SECRET, lanes, WORK.formatted("visits", "{{piece v}}"), target);
    }

    private int holders() {
        if (sql("SELECT to_regclass('ops.pieces')::text").getFirst().getFirst().stringValue() == null) {
            return 0;
        }
        return sql(HOLDERS).getFirst().getFirst().longValue().intValue();
    }

    private record Phase(int batches, long transitions) {}

    /**
     * Transitions are states that were entered; those of the phase are those from its first batch to its last. A reply names the step
     * that comes next, so what a call worked at stands in the reply before.
     */
    private Phase phase(String arn) {
        int batches = 0;
        long transitions = 0;
        long since = 0;
        String next = "";
        for (HistoryEvent event : machine.getExecutionHistoryPaginator(
                        r -> r.executionArn(arn).maxResults(1_000))
                .events()) {
            if (event.stateEnteredEventDetails() != null) {
                since++;
            }
            if (event.stateExitedEventDetails() != null
                    && event.stateExitedEventDetails().name().equals("Execute step")) {
                JsonNode reply = read(event.stateExitedEventDetails().output());
                if (next.equals("Run update")) {
                    batches++;
                    transitions += since;
                }
                next = reply.path("step_name").asText();
                since = 0;
            }
        }
        return new Phase(Math.max(1, batches), transitions);
    }

    private JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        machine.close();
        data.close();
        local.close();
    }
}
