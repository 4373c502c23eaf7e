package io.rdsmaint.bench;

import java.util.Locale;

/**
 * What a figure must not be above.
 *
 * @param what it is of
 * @param value as measured
 * @param most it may be
 */
public record Bar(String what, double value, double most) {
    /** Whether it holds. */
    public boolean holds() {
        return value <= most;
    }

    /** As a note below a table. */
    public String note() {
        return String.format(
                Locale.ROOT,
                "**%s**: %s %s (at most %s)",
                holds() ? "pass" : "FAIL",
                what,
                number(value),
                number(most));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
