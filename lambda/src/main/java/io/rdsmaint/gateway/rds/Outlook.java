package io.rdsmaint.gateway.rds;

/** What a status word of RDS means for whoever waits; {@link Statuses} says it of each word. */
public enum Outlook {
    /** At rest and well: it serves, and takes every change. */
    READY,
    /** It serves while something goes on that can take a day, and AWS refuses some changes meanwhile. */
    SERVES,
    /** Something is going on that ends by itself, within minutes or hours. */
    PASSES,
    /** On its way out. */
    LEAVES,
    /** Ends only when a person acts. */
    LASTS,
    /** In none of AWS's tables: nobody knows. */
    UNKNOWN;

    /** True when clients are served. */
    public boolean serves() {
        return this == READY || this == SERVES;
    }

    /** True while something goes on that ends by itself, in a status that may be known only to AWS. */
    public boolean moves() {
        return this == PASSES || this == UNKNOWN;
    }
}
