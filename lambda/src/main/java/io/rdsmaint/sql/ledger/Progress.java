package io.rdsmaint.sql.ledger;

import io.rdsmaint.gateway.rdsdata.Row;
import java.util.OptionalInt;

/**
 * How far a phase is.
 *
 * @param running pieces that are locked by whoever runs them
 * @param failed pieces that are not done and failed at least once
 * @param fewestFailures of the pieces that are free; empty when none is
 */
public record Progress(
        long pieces,
        long done,
        long running,
        long failed,
        OptionalInt fewestFailures,
        long plannedRows,
        long doneRows) {

    static Progress of(Row row) {
        return new Progress(
                row.number("pieces"),
                row.number("done"),
                row.number("running"),
                row.number("failed"),
                row.text("fewest_failures")
                        .map(text -> OptionalInt.of(Integer.parseInt(text)))
                        .orElseGet(OptionalInt::empty),
                row.number("planned_rows"),
                row.number("done_rows"));
    }

    /** How far it is, for people. */
    public String words() {
        return done + " of " + pieces + " pieces done, " + doneRows + " rows"
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (running > 0 ? ", " + running + " running" : "");
    }

    /** True when nothing is left to do. */
    public boolean complete() {
        return done == pieces;
    }
}
