package io.rdsmaint.bench.pieces;

import io.rdsmaint.bench.Benchmark;
import io.rdsmaint.bench.Options;
import io.rdsmaint.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recomputation of a table in pieces, with one lane and with more, beside one plain statement that does the same, on the same
 * PostgreSQL and through the same API. What is measured of a phase is from the begin of its first piece to the end of its last, by
 * the database's clock, and the whole of its step by the machine's.
 */
public final class PiecesInLanes implements Benchmark {
    private static final List<Integer> LANES = List.of(1, 2, 4);
    private static final List<String> COLUMNS = List.of(
            "what",
            "pieces",
            "seconds",
            "rows/s",
            "of the plain statement",
            "overhead a piece, ms",
            "batches",
            "transitions of the phase",
            "a batch",
            "sessions at once, most");

    @Override
    public String name() {
        return "pieces";
    }

    @Override
    public String about() {
        return "200,000 rows in pieces with 1, 2 and 4 lanes, beside one plain statement";
    }

    @Override
    public Table run(Options options) {
        int rows = options.number("rows", 200_000);
        int target = options.number("target-rows", 10_000);
        List<List<String>> lines = new ArrayList<>();
        try (Bench bench = new Bench(rows)) {
            bench.plain();
            PlainRun plain = bench.plain();
            lines.add(List.of(
                    "one statement",
                    "1",
                    seconds(plain.seconds()),
                    rate(rows / plain.seconds()),
                    "1.00",
                    "",
                    "",
                    "",
                    "",
                    "1"));
            for (int lanes : LANES) {
                PieceRun run = bench.pieces(lanes, target);
                if (!run.checksum().equals(plain.checksum())) {
                    throw new IllegalStateException(
                            "with " + lanes + " lanes the table is not that of the plain statement");
                }
                lines.add(line(lanes, rows, plain, run));
            }
        }
        return new Table(
                rows + " rows in pieces of " + target,
                COLUMNS,
                lines,
                List.of(
                        "Each table has the checksum of the one that the plain statement made.",
                        "Seconds: from the begin of the first piece to the end of the last, by the database's clock.",
                        "Overhead: what a piece takes longer than its part of the plain statement, with one lane.",
                        "Sessions at once: those that held a piece's lock in pg_locks at the same moment, looked at every 20 ms.",
                        "The database and all that calls it share this machine: lanes gain no more than it has processors."));
    }

    private static List<String> line(int lanes, int rows, PlainRun plain, PieceRun run) {
        double overhead = (run.seconds() - plain.seconds()) / run.pieces() * 1_000;
        return List.of(
                lanes + (lanes == 1 ? " lane" : " lanes"),
                String.valueOf(run.pieces()),
                seconds(run.seconds()),
                rate(rows / run.seconds()),
                String.format(Locale.ROOT, "%.2f", plain.seconds() / run.seconds()),
                lanes == 1 ? String.format(Locale.ROOT, "%.0f", overhead) : "",
                String.valueOf(run.batches()),
                String.valueOf(run.transitions()),
                String.format(Locale.ROOT, "%.1f", (double) run.transitions() / run.batches()),
                String.valueOf(run.mostHolders()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%,.0f", rate);
    }

    /**
     * The plain statement.
     *
     * @param checksum of the table then
     */
    record PlainRun(double seconds, String checksum) {}

    /**
     * A phase in pieces.
     *
     * @param transitions of the state machine while the phase ran
     * @param mostHolders sessions that ran a piece at the same moment
     */
    record PieceRun(int pieces, double seconds, int batches, long transitions, int mostHolders, String checksum) {}
}
