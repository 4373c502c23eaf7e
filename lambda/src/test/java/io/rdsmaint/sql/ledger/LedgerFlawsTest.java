package io.rdsmaint.sql.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.kit.Json;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps work from being done twice, and that it would be without: two calls at once, of which the first has not committed. */
class LedgerFlawsTest {
    private static final String RUN = "SELECT * FROM ops.run_piece(?, ?, 'add', 1)";

    private final Postgres db = new Postgres();

    @AfterEach
    void close() {
        db.close();
    }

    private void install(String script) {
        db.execute(script);
        db.execute("CREATE TABLE counts (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)");
        db.execute("INSERT INTO counts SELECT generate_series(1, 20)");
    }

    private void plan(String operation) {
        ObjectNode spec = Json.object()
                .put("pipeline", "p")
                .put("cleanup", false)
                .put("sha256", "s")
                .put("statement_timeout", 40);
        ObjectNode statement =
                spec.putArray("statements").addObject().put("template", "UPDATE counts c SET n = n + 1 WHERE %1$s");
        statement.putArray("names");
        statement.putArray("aliases").add("c");
        ObjectNode chunk = spec.putObject("chunk")
                .put("source", "counts")
                .put("table", true)
                .put("strategy", "keys")
                .put("target_rows", 10)
                .put("max_rows", 10);
        chunk.putArray("names");
        chunk.putArray("keys").add("id");
        chunk.putArray("split_by");
        db.query("SELECT * FROM ops.plan_pieces(?, ?, 'add', ?::jsonb)", operation, operation, spec.toString());
    }

    /** The first call of the one operation has not committed when the other is asked for its piece. */
    private List<Object> pieces(String one, String other) throws Exception {
        try (Connection first = db.connect();
                Connection second = db.connect();
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            first.setAutoCommit(false);
            Map<String, Object> running = Postgres.query(first, RUN, one, one).getFirst();
            Future<Map<String, Object>> next = thread.submit(
                    () -> Postgres.query(second, RUN, other, other).getFirst());
            while (!next.isDone() && !waiting()) {
                Thread.onSpinWait();
            }
            first.commit();
            return List.of(
                    String.valueOf(running.get("piece")),
                    String.valueOf(next.get(30, TimeUnit.SECONDS).get("piece")));
        }
    }

    private boolean waiting() {
        return !db.query(
                        "SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname ="
                                + " current_database()")
                .isEmpty();
    }

    private long most() {
        return ((Number) db.value("SELECT max(n) FROM counts")).longValue();
    }

    @Test
    void q4_twoCallsAtOnceTakeDifferentPieces() throws Exception {
        install(LedgerScript.text());
        plan("op");

        assertThat(pieces("op", "op")).containsExactly("1", "2");
        assertThat(most()).isEqualTo(1);
    }

    @Test
    void withoutALockTheyTakeTheSame() throws Exception {
        String flawed = LedgerScript.text()
                .replace("FOR UPDATE SKIP LOCKED", "")
                .replace("PERFORM pg_advisory_xact_lock(ops.key(_operation || '/' || _phase), piece);", "");
        assertThat(flawed).isNotEqualTo(LedgerScript.text());
        install(flawed);
        plan("op");

        assertThat(pieces("op", "op")).containsExactly("1", "1");
        assertThat(most()).isEqualTo(2);
    }

    @Test
    void q4_withTheAttemptInTheKeyWhatAnEarlierOneDidIsDoneAgain() throws Exception {
        install(LedgerScript.text());
        plan("op#1");
        plan("op#2");

        pieces("op#1", "op#2");

        assertThat(most()).as("the same rows twice: so the key has no attempt").isEqualTo(2);
    }
}
