package io.rdsmaint.sql.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.kit.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs in the database, on a real PostgreSQL. */
class LedgerSqlTest {
    private static final String OP = "op-1";

    private final Postgres db = new Postgres();

    @BeforeEach
    void install() {
        db.execute(LedgerScript.text());
        db.execute("CREATE SCHEMA app");
        db.execute("CREATE TABLE app.visits (id bigint PRIMARY KEY, day date, ssn text, hits int NOT NULL DEFAULT 0)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void visits(int rows, String day, String ssn) {
        db.execute("INSERT INTO app.visits SELECT i, " + day + ", " + ssn + " FROM generate_series(1, " + rows + ") i");
        db.execute("ANALYZE app.visits");
    }

    private static ObjectNode spec(String template, String strategy, List<String> keys, int target, int most) {
        ObjectNode spec = Json.object()
                .put("pipeline", "nightly")
                .put("cleanup", false)
                .put("sha256", Sha256.of(template))
                .put("statement_timeout", 40);
        ObjectNode statement = spec.putArray("statements").addObject().put("template", template);
        statement.set("names", Json.texts(List.of("app")));
        statement.set("aliases", Json.texts(List.of("v")));
        ObjectNode chunk = spec.putObject("chunk")
                .put("source", "%1$I.visits")
                .put("table", true)
                .put("strategy", strategy)
                .put("target_rows", target)
                .put("max_rows", most);
        chunk.set("names", Json.texts(List.of("app")));
        chunk.set("keys", Json.texts(keys));
        chunk.set("split_by", Json.texts(List.of()));
        return spec;
    }

    private static final String UPDATE = "UPDATE %1$I.visits v SET hits = hits + 1 WHERE %2$s";

    private Map<String, Object> plan(String phase, ObjectNode spec) {
        return db.query("SELECT * FROM ops.plan_pieces(?, ?, ?, ?::jsonb)", OP, OP, phase, spec.toString())
                .getFirst();
    }

    private Map<String, Object> run(String phase, int round) {
        return db.query("SELECT * FROM ops.run_piece(?, ?, ?, ?)", OP, OP, phase, round)
                .getFirst();
    }

    private List<Map<String, Object>> runAll(String phase, int round) {
        List<Map<String, Object>> all = new ArrayList<>();
        Map<String, Object> one = run(phase, round);
        while (!Set.of("none", "closed").contains(one.get("outcome"))) {
            all.add(one);
            one = run(phase, round);
        }
        return all;
    }

    private Map<String, Object> progress(String phase) {
        return db.query("SELECT * FROM ops.progress(?, ?)", OP, phase).getFirst();
    }

    private void everyRowOnce(int rows) {
        assertThat(db.query("SELECT hits, count(*) n FROM app.visits GROUP BY hits"))
                .containsExactly(Map.of("hits", 1, "n", (long) rows));
    }

    @Test
    void itIsInstalledOnceHoweverManyTryAtOnce() throws Exception {
        db.execute("DROP SCHEMA ops CASCADE");
        try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(sessions.submit((Callable<Void>) () -> {
                    try (Connection session = db.connect()) {
                        session.createStatement().execute(LedgerScript.text());
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(db.query("SELECT version, sha256 FROM ops.versions"))
                .containsExactly(Map.of("version", LedgerScript.VERSION, "sha256", LedgerScript.sha256()));
    }

    @Test
    void aLaterVersionIsLeftAsItIs() {
        db.execute("INSERT INTO ops.versions (version, sha256) VALUES (99, 'later')");
        db.execute("DROP FUNCTION ops.close(text, text)");

        db.execute(LedgerScript.text());

        assertThat(db.value("SELECT to_regprocedure('ops.close(text,text)') IS NULL"))
                .isEqualTo(true);
    }

    @Test
    void q6_rangesOfKeysLeaveNoGapAndHoldNoMoreThanTheyMay() {
        visits(10_000, "date '2026-01-01' + (i % 50)", "'s' || (i % 97)");

        Map<String, Object> planned = plan("update", spec(UPDATE, "keys", List.of("day", "ssn"), 1_000, 1_500));

        assertThat(planned).containsEntry("outcome", "planned").containsEntry("planned", 10_000L);
        assertThat(db.query("SELECT max(planned_rows) m, count(*) n FROM ops.pieces"))
                .containsExactly(Map.of("m", db.value("SELECT max(planned_rows) FROM ops.pieces"), "n", 10L));
        assertThat((long) db.value("SELECT max(planned_rows) FROM ops.pieces")).isLessThanOrEqualTo(1_500);
        db.execute(
                "INSERT INTO app.visits VALUES (20001, '2020-01-01', 'a'), (20002, '2026-01-20', 's1x'), (20003, '2030-01-01', 'z')");
        assertThat(runAll("update", 1)).hasSize(10);
        everyRowOnce(10_003);
    }

    @Test
    void everyPieceIsPlannedOnceHoweverOftenItIsAsked() {
        visits(1_000, "date '2026-01-01'", "'s' || i");
        ObjectNode spec = spec(UPDATE, "keys", List.of("id"), 100, 150);

        Map<String, Object> first = plan("update", spec);
        visits(0, "null", "null");
        Map<String, Object> second = plan("update", spec);
        Map<String, Object> other = plan("update", spec.deepCopy().put("sha256", "another"));

        assertThat(first).containsEntry("pieces", 10);
        assertThat(second).isEqualTo(first);
        assertThat(other).containsEntry("outcome", "other");
        assertThat(db.value("SELECT count(*) FROM ops.pieces")).isEqualTo(10L);
    }

    @Test
    void q7_aKeyWithTooManyRowsIsSplitByThePrimaryKey() {
        visits(5_000, "date '2026-01-01'", "CASE WHEN i % 2 = 0 THEN 'dense' ELSE 'a' || i || 'z' END");

        plan("update", spec(UPDATE, "keys", List.of("ssn"), 400, 600));

        assertThat(db.query("SELECT kind, sum(planned_rows) n, count(*) p FROM ops.pieces GROUP BY kind ORDER BY kind"))
                .extracting(row -> row.get("kind") + " " + row.get("n") + " " + row.get("p"))
                .containsExactly("after 0 1", "key 2500 7", "range 2500 7");
        runAll("update", 1);
        everyRowOnce(5_000);
    }

    @Test
    void q8_rowsWithoutAKeyAreAPieceOfTheirOwn() {
        visits(
                1_000,
                "CASE WHEN i % 7 = 0 THEN NULL ELSE date '2026-01-01' + (i % 9) END",
                "CASE WHEN i % 5 = 0 THEN NULL ELSE 's' || (i % 11) END");

        plan("update", spec(UPDATE, "keys", List.of("day", "ssn"), 100, 200));
        runAll("update", 1);

        everyRowOnce(1_000);
        assertThat(db.value("SELECT planned_rows = done_rows FROM ops.pieces WHERE kind = 'nulls'"))
                .isEqualTo(true);
    }

    @Test
    void rangesByCountNeedNoGroups() {
        visits(1_050, "date '2026-01-01'", "'s' || (i % 3)");

        Map<String, Object> planned = plan("update", spec(UPDATE, "range_count", List.of("id"), 100, 150));
        runAll("update", 1);

        assertThat(planned).containsEntry("pieces", 11).containsEntry("planned", 1_050L);
        everyRowOnce(1_050);
    }

    @Test
    void daysStayWholeUnlessTheyHaveTooManyRows() {
        visits(3_000, "date '2026-01-01' + CASE WHEN i <= 1000 THEN 3 ELSE i % 20 END", "'x'");
        db.execute("ALTER TABLE app.visits ALTER day TYPE timestamptz USING day::timestamptz + interval '3 hours'");

        plan("update", spec(UPDATE, "date", List.of("day"), 250, 500));
        runAll("update", 1);

        everyRowOnce(3_000);
        assertThat(db.value("SELECT bool_and(planned_rows = done_rows) FROM ops.pieces"))
                .isEqualTo(true);
        assertThat(db.value("SELECT count(*) FROM ops.pieces WHERE split_upper IS NOT NULL"))
                .isEqualTo(4L);
    }

    @Test
    void aQueryMayBeTheSourceAndTheWindowBoundsIt() {
        visits(1_000, "date '2026-01-01' + (i % 100)", "'s' || i");
        ObjectNode spec = spec(UPDATE + " AND v.day >= $1::date AND v.day < $2::date", "keys", List.of("day"), 50, 70)
                .put("window_from", "2026-01-11")
                .put("window_to", "2026-01-21");
        ((ObjectNode) spec.path("chunk"))
                .put("table", false)
                .put("source", "(SELECT * FROM %1$I.visits WHERE day >= %2$L::date AND day < %3$L::date)");

        Map<String, Object> planned = plan("update", spec);
        runAll("update", 1);

        assertThat(planned).containsEntry("planned", 100L).containsEntry("pieces", 2);
        assertThat(db.value("SELECT sum(hits) FROM app.visits")).isEqualTo(100L);
        assertThat(
                        db.value(
                                "SELECT count(*) FROM app.visits WHERE hits = 1 AND day >= '2026-01-11' AND day < '2026-01-21'"))
                .isEqualTo(100L);
    }

    @Test
    void statementsOfAScriptRunInTheirOrder() {
        ObjectNode spec = spec("", "keys", List.of("id"), 1, 1);
        spec.remove("chunk");
        var statements = spec.putArray("statements");
        for (String text : List.of(
                "CREATE TABLE app.copy AS SELECT 1 AS n",
                "INSERT INTO app.copy VALUES (2)",
                "UPDATE app.copy SET n = n * 10")) {
            ObjectNode one = statements.addObject().put("template", text);
            one.putArray("names");
            one.putArray("aliases");
        }
        plan("copy", spec);

        assertThat(runAll("copy", 1))
                .extracting(one -> one.get("piece") + " " + one.get("rows"))
                .containsExactly("1 1", "2 1", "3 2");
        assertThat(db.query("SELECT n FROM app.copy ORDER BY n"))
                .extracting(row -> row.get("n"))
                .containsExactly(10, 20);
    }

    @Test
    void aPieceThatFailsIsCountedUndoneAndTriedAfterTheOthers() {
        visits(500, "date '2026-01-01'", "'s' || i");
        db.execute("ALTER TABLE app.visits ADD CONSTRAINT never CHECK (id <> 250 OR hits = 0)");
        plan("update", spec(UPDATE, "keys", List.of("id"), 100, 100));

        List<Map<String, Object>> first = runAll("update", 1);
        List<Map<String, Object>> second = runAll("update", 2);

        assertThat(first)
                .extracting(one -> one.get("piece") + " " + one.get("outcome"))
                .containsExactly("1 done", "2 done", "3 failed", "4 done", "5 done");
        assertThat(second)
                .extracting(one -> one.get("piece") + " " + one.get("outcome"))
                .containsExactly("3 failed");
        assertThat((String) db.value("SELECT last_error FROM ops.pieces WHERE piece = 3"))
                .startsWith("23514 ");
        assertThat(db.value("SELECT failures FROM ops.pieces WHERE piece = 3")).isEqualTo(2);
        assertThat(db.value("SELECT sum(hits) FROM app.visits")).isEqualTo(400L);
        assertThat(progress("update")).containsEntry("failed", 1L).containsEntry("fewest_failures", 2);

        db.execute("ALTER TABLE app.visits DROP CONSTRAINT never");
        assertThat(db.value("SELECT ops.retry_failed(?, ?, 'update')", OP, OP)).isEqualTo(1L);
        assertThat(runAll("update", 1)).hasSize(1);
        everyRowOnce(500);
    }

    @Test
    void aConstraintThatIsCheckedAtTheEndFailsItsOwnPiece() {
        visits(100, "date '2026-01-01'", "'s' || i");
        db.execute("CREATE TABLE app.days (day date PRIMARY KEY)");
        db.execute("INSERT INTO app.days VALUES ('2026-01-01')");
        db.execute("ALTER TABLE app.visits ADD FOREIGN KEY (day) REFERENCES app.days DEFERRABLE INITIALLY DEFERRED");
        plan(
                "update",
                spec(
                        "UPDATE %1$I.visits v SET day = CASE WHEN id = 60 THEN day + 1 ELSE day END, hits = hits + 1 WHERE %2$s",
                        "keys", List.of("id"), 50, 50));

        assertThat(runAll("update", 1)).extracting(one -> one.get("outcome")).containsExactly("done", "failed");
        assertThat((String) db.value("SELECT last_error FROM ops.pieces WHERE piece = 2"))
                .startsWith("23503 ");
    }

    @Test
    void q14_aStatementThatRunsTooLongIsEndedAndCounted() throws Exception {
        visits(10, "date '2026-01-01'", "'s' || i");
        ObjectNode spec = spec("SELECT pg_sleep(600) FROM %1$I.visits v WHERE %2$s", "keys", List.of("id"), 10, 10)
                .put("statement_timeout", 0);
        plan("slow", spec);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Map<String, Object>> running = other.submit(() -> {
                try (Connection session = db.connect()) {
                    return Postgres.query(session, "SELECT * FROM ops.run_piece(?, ?, 'slow', 1)", OP, OP)
                            .getFirst();
                }
            });
            while (!Long.valueOf(1).equals(progress("slow").get("running"))) {
                Thread.onSpinWait();
            }
            assertThat(run("slow", 9)).containsEntry("outcome", "none");
            assertThat(db.value("SELECT ops.close(?, ?)", OP, OP))
                    .as("one still runs")
                    .isEqualTo(1L);
            assertThat(db.value("SELECT ops.cancel_overdue(?, 'slow')", OP)).isEqualTo(1L);
            assertThat(running.get()).containsEntry("outcome", "failed");
        }
        assertThat((String) db.value("SELECT last_error FROM ops.pieces")).startsWith("57014 ");
    }

    @Test
    void q13_onceClosedNoCallBeginsAPieceHoweverLateItComes() {
        visits(100, "date '2026-01-01'", "'s' || i");
        plan("update", spec(UPDATE, "keys", List.of("id"), 10, 10));
        run("update", 1);

        assertThat(db.value("SELECT ops.close(?, ?)", OP, OP)).isEqualTo(0L);

        assertThat(run("update", 1)).containsEntry("outcome", "closed");
        assertThat(db.value("SELECT sum(hits) FROM app.visits")).isEqualTo(10L);
    }

    @Test
    void whoeverResumesGoesOnWithWhatIsNotDoneAndTheFormerRunnerDoesNothingMore() {
        visits(100, "date '2026-01-01'", "'s' || i");
        plan("update", spec(UPDATE, "keys", List.of("id"), 10, 10));
        run("update", 1);
        db.value("SELECT ops.close(?, ?)", OP, OP);

        assertThat(db.value("SELECT ops.adopt(?, 'op-2')", OP)).isEqualTo(0L);
        assertThat(run("update", 1)).containsEntry("outcome", "closed");
        db.value("SELECT ops.close(?, ?)", OP, OP);
        for (int i = 0; i < 9; i++) {
            assertThat(db.query("SELECT * FROM ops.run_piece(?, 'op-2', 'update', 1)", OP)
                            .getFirst())
                    .containsEntry("outcome", "done");
        }
        everyRowOnce(100);
    }

    @Test
    void whatAPieceCostsShowsWhetherItsPredicateReachesTheTable() {
        visits(50_000, "date '2026-01-01'", "'s' || i");
        plan("good", spec(UPDATE, "range_count", List.of("id"), 1_000, 1_000));
        plan(
                "bad",
                spec(
                        "WITH all_of_it AS MATERIALIZED (SELECT * FROM %1$I.visits) UPDATE %1$I.visits v SET hits = (SELECT count(*) FROM all_of_it) WHERE %2$s",
                        "range_count", List.of("id"), 1_000, 1_000));

        double good = cost("good", 20) / cost("good", null);
        double bad = cost("bad", 20) / cost("bad", null);

        assertThat(good).isLessThan(0.1);
        assertThat(bad).isGreaterThan(0.3);
    }

    private double cost(String phase, @org.jspecify.annotations.Nullable Integer piece) {
        return ((Number) db.value("SELECT ops.cost(?, ?, 1, ?)", OP, phase, piece)).doubleValue();
    }

    /**
     * Four lanes, whose sessions are ended at any moment by somebody else or left by their client in the middle of a call, with
     * further calls made at once: whatever happens, each row is touched once.
     */
    @Test
    void q1AndQ2AndQ3_eachRowIsTouchedOnceWhateverHappensToTheCalls() throws Exception {
        int rows = 6_000;
        visits(rows, "date '2026-01-01' + (i % 30)", "'s' || (i % 500)");
        plan(
                "update",
                spec(
                        "UPDATE %1$I.visits v SET hits = hits + 1 FROM pg_sleep(0.003) WHERE %2$s",
                        "keys", List.of("day", "ssn"), 30, 30));
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger killed = new AtomicInteger();
        AtomicInteger abandoned = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection killer = db.superuser()) {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < 4; lane++) {
                lanes.add(threads.submit(() -> lane(calls, killed, abandoned, over)));
            }
            while (!lanes.stream().allMatch(Future::isDone)) {
                Set<Integer> victims = new HashSet<>();
                Postgres.query(killer, "SELECT pid FROM ops.holders(?, '')", OP)
                        .forEach(row -> victims.add((Integer) row.get("pid")));
                for (Integer pid : victims) {
                    if (ThreadLocalRandom.current().nextInt(8) == 0) {
                        Postgres.query(killer, "SELECT pg_terminate_backend(?)", pid);
                    }
                }
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
        }

        everyRowOnce(rows);
        assertThat(progress("update"))
                .containsEntry("done", progress("update").get("pieces"))
                .containsEntry("done_rows", (long) rows);
        assertThat(killed.get()).as("calls whose session was ended").isGreaterThan(20);
        assertThat(abandoned.get()).as("calls left while they ran").isGreaterThan(5);
    }

    private void lane(AtomicInteger calls, AtomicInteger killed, AtomicInteger abandoned, AtomicBoolean over) {
        while (!over.get()) {
            calls.incrementAndGet();
            try (Connection session = db.connect()) {
                if (ThreadLocalRandom.current().nextInt(6) == 0) {
                    session.setNetworkTimeout(Runnable::run, 2);
                }
                Object outcome = Postgres.query(session, "SELECT * FROM ops.run_piece(?, ?, 'update', 99)", OP, OP)
                        .getFirst()
                        .get("outcome");
                Map<String, Object> now = progress("update");
                if ("none".equals(outcome) && Objects.equals(now.get("done"), now.get("pieces"))) {
                    over.set(true);
                }
            } catch (SQLException e) {
                ("57P01".equals(e.getSQLState()) ? killed : abandoned).incrementAndGet();
            }
        }
    }
}
