package io.rdsmaint.engine;

import java.util.List;

/**
 * One result of preflight: what would fail or hurt, seen before the first change.
 *
 * @param code stable identifier, for runbooks and tests
 * @param severity what it leads to
 * @param observed the value seen in the world and the limit it breaks
 * @param wayOut what to do about it: a command or a query to paste, or a parameter to set
 * @param keys what exactly is accepted with it, each by the key that whoever meets it later knows it by; empty when
 *     nobody does, so that its own words are all there is to remember
 * @param mendable the person asked can mend it by the way out: {@code continue} then says that they did, which is looked
 *     at, and accepts nothing
 */
public record Finding(
        String code, Severity severity, String observed, String wayOut, List<String> keys, boolean mendable) {

    public Finding {
        keys = List.copyOf(keys);
    }

    /** A finding that is as it is. */
    public Finding(String code, Severity severity, String observed, String wayOut, List<String> keys) {
        this(code, severity, observed, wayOut, keys, false);
    }

    /** A finding about what only preflight looks at. */
    public Finding(String code, Severity severity, String observed, String wayOut) {
        this(code, severity, observed, wayOut, List.of());
    }

    /** What a finding leads to. */
    public enum Severity {
        /** The operation would fail or do harm: it does not start. */
        REFUSE,
        /** Only the operator can decide: asked before the first change. */
        ASK,
        /** Told in the plan; nobody is stopped. */
        WARN
    }

    /** One line for a person. */
    public String line() {
        return severity + " " + code + ": " + observed + " → " + wayOut;
    }
}
