package io.rdsmaint.sql.ledger;

/** A piece that failed, and with what. */
public record FailedPiece(long piece, long failures, String bounds, String error) {
    /** For people. */
    public String words() {
        return "piece " + piece + (bounds.isEmpty() ? "" : " (" + bounds + ")") + " failed " + failures
                + " times, last with " + error;
    }
}
