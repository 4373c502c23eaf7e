package io.rdsmaint.sql.ledger;

import io.rdsmaint.gateway.rdsdata.Row;

/**
 * What one call came to.
 *
 * @param outcome {@code done}, {@code failed}, {@code none} (no piece is free) or {@code closed}
 * @param error in the database's words; empty unless it failed
 */
public record PieceResult(String outcome, long piece, long rows, String error) {

    static PieceResult of(Row row) {
        return new PieceResult(
                row.text("outcome").orElse(""),
                row.number("piece"),
                row.number("rows"),
                row.text("error").orElse(""));
    }

    /** True when it was about a piece. */
    public boolean worked() {
        return outcome.equals("done") || outcome.equals("failed");
    }
}
