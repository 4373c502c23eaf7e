package io.rdsmaint.sql.ledger;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.rdsdata.DataApi;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.gateway.rdsdata.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of an operation, in its database. Whatever is called here may be called twice, or be executed late: it collides with
 * itself, and once {@link #close closed} nothing of it begins any more.
 *
 * @param operation whose pieces they are: that which planned them
 * @param runner the operation that runs them now
 */
public record Ledger(DataApi api, Database database, String operation, String runner) {
    private static final String INSTALLED =
            "SELECT max(version) AS version, (array_agg(sha256 ORDER BY version DESC))[1] AS sha256 FROM ops.versions";

    /** What is installed; empty when there is no ledger yet. */
    public static Optional<Installed> installed(DataApi api, Database database) {
        if (!api.read(database, Sql.of("SELECT to_regclass('ops.versions') IS NOT NULL AS there"))
                .getFirst()
                .flag("there")) {
            return Optional.empty();
        }
        Row row = api.read(database, Sql.of(INSTALLED)).getFirst();
        return row.text("version")
                .map(version -> new Installed(
                        Integer.parseInt(version), row.text("sha256").orElse("")));
    }

    /** A version of the ledger's functions. */
    public record Installed(int version, String sha256) {
        /** True when they are those of this code, or later ones. */
        public boolean serves() {
            return version >= LedgerScript.VERSION;
        }
    }

    /** Installs the functions, unless they are there. */
    public void install(Intent intent) {
        api.change(intent, database, Sql.of(LedgerScript.text()), false);
    }

    /** The same ledger in the operation's own name, for what is not work on pieces that another operation planned. */
    public Ledger own() {
        return new Ledger(api, database, runner, runner);
    }

    /** A phase, if it is planned. */
    public Optional<Planned> phase(String phase) {
        return api
                .read(
                        database,
                        Sql.of("SELECT planned_pieces AS pieces, planned_rows AS rows, sha256 FROM ops.phases"
                                        + " WHERE operation = :operation AND phase = :phase")
                                .with("operation", operation)
                                .with("phase", phase))
                .stream()
                .findFirst()
                .map(row -> new Planned(
                        row.number("pieces"),
                        row.number("rows"),
                        row.text("sha256").orElse("")));
    }

    /**
     * Plans a phase; answers late when there is much to count.
     *
     * @param spec what {@code ops.plan_pieces} takes
     */
    public void plan(Intent intent, String phase, String spec) {
        api.change(
                intent,
                database,
                Sql.of("SELECT outcome FROM ops.plan_pieces(:operation, :runner, :phase, CAST(:spec AS jsonb))")
                        .with("operation", operation)
                        .with("runner", runner)
                        .with("phase", phase)
                        .with("spec", spec),
                true);
    }

    /** Runs the next free piece that failed in fewer rounds than this one. */
    public PieceResult run(Intent intent, String phase, int round, boolean goesOn) {
        Sql sql = Sql.of("SELECT outcome, piece, rows, error FROM"
                        + " ops.run_piece(:operation, :runner, :phase, CAST(:round AS integer))")
                .with("operation", operation)
                .with("runner", runner)
                .with("phase", phase)
                .with("round", round);
        return PieceResult.of(api.change(intent, database, sql, goesOn).getFirst());
    }

    /** How far a phase is. */
    public Progress progress(String phase) {
        return Progress.of(api.read(
                        database,
                        Sql.of("SELECT pieces, done, running, failed, fewest_failures, planned_rows, done_rows"
                                        + " FROM ops.progress(:operation, :phase)")
                                .with("operation", operation)
                                .with("phase", phase))
                .getFirst());
    }

    /** Pieces that are not done and failed, those that failed most often first. */
    public List<FailedPiece> failed(String phase, int most) {
        return api
                .read(
                        database,
                        Sql.of(
                                        "SELECT piece, failures, concat_ws(' ', kind, lower::text, upper::text, split_lower::text,"
                                                + " split_upper::text) AS bounds, left(last_error, 300) AS error FROM ops.pieces"
                                                + " WHERE operation = :operation AND phase = :phase AND NOT done AND failures > 0"
                                                + " ORDER BY failures DESC, piece LIMIT CAST(:most AS integer)")
                                .with("operation", operation)
                                .with("phase", phase)
                                .with("most", most))
                .stream()
                .map(row -> new FailedPiece(
                        row.number("piece"),
                        row.number("failures"),
                        row.text("bounds").orElse(""),
                        row.text("error").orElse("")))
                .toList();
    }

    /** The piece in the middle of a phase, which has both bounds. */
    public long middle(String phase) {
        return phase(phase).map(planned -> (planned.pieces() + 1) / 2).orElse(1L);
    }

    /** The most rows that a piece of a phase has. */
    public long largest(String phase) {
        return api.read(
                        database,
                        Sql.of("SELECT max(planned_rows) AS rows FROM ops.pieces"
                                        + " WHERE operation = :operation AND phase = :phase")
                                .with("operation", operation)
                                .with("phase", phase))
                .getFirst()
                .number("rows");
    }

    /** What the planner thinks a chunked phase's statement costs, for a piece or (null) as a whole. */
    public double cost(String phase, @Nullable Long piece) {
        return Double.parseDouble(api.read(
                        database,
                        Sql.of("SELECT ops.cost(:operation, :phase, 1, CAST(:piece AS integer))::text AS cost")
                                .with("operation", operation)
                                .with("phase", phase)
                                .with("piece", piece == null ? null : String.valueOf(piece)))
                .getFirst()
                .text("cost")
                .orElse("0"));
    }

    /** Gives failed pieces all their tries anew. */
    public void retryFailed(Intent intent, String phase) {
        call(intent, "SELECT ops.retry_failed(:operation, :runner, :phase) AS n", phase);
    }

    /** Ends statements of a phase that run longer than they may. */
    public void cancelOverdue(Intent intent, String phase) {
        api.change(
                intent,
                database,
                Sql.of("SELECT ops.cancel_overdue(:operation, :phase) AS n")
                        .with("operation", operation)
                        .with("phase", phase),
                false);
    }

    /** Lets no piece of the operation's work begin any more; answers how many still run, and only with 0 it is so. */
    public long close(Intent intent) {
        return call(intent, "SELECT ops.close(:operation, :runner) AS n", null);
    }

    /** Makes the pieces the runner's to run; answers how many still run for another, and only with 0 it is so. */
    public long adopt(Intent intent) {
        return call(intent, "SELECT ops.adopt(:operation, :runner) AS n", null);
    }

    private long call(Intent intent, String text, @Nullable String phase) {
        Sql sql = Sql.of(text).with("operation", operation).with("runner", runner);
        return api.change(intent, database, phase == null ? sql : sql.with("phase", phase), false)
                .getFirst()
                .number("n");
    }

    /** True when nothing of the operation's work is open. */
    public boolean closed() {
        return api.read(
                        database,
                        Sql.of(
                                        "SELECT NOT EXISTS (SELECT FROM ops.phases p JOIN ops.ledgers l ON l.operation = p.operation"
                                                + " WHERE p.operation = :operation AND l.runner = :runner AND p.open AND NOT p.cleanup)"
                                                + " AS closed")
                                .with("operation", operation)
                                .with("runner", runner))
                .getFirst()
                .flag("closed");
    }

    /** True when the pieces are the runner's to run. */
    public boolean adopted() {
        return api.read(
                        database,
                        Sql.of(
                                        "SELECT EXISTS (SELECT FROM ops.ledgers WHERE operation = :operation AND runner = :runner)"
                                                + " AS adopted")
                                .with("operation", operation)
                                .with("runner", runner))
                .getFirst()
                .flag("adopted");
    }
}
