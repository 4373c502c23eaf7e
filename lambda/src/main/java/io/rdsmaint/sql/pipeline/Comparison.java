package io.rdsmaint.sql.pipeline;

import java.math.BigDecimal;
import java.util.List;

/** Compares two values as numbers where both are, else as texts. */
public final class Comparison {
    /** The operators there are. */
    static final List<String> WORDS = List.of("=", "!=", "<", "<=", ">", ">=");

    private Comparison() {}

    /** True when the value stands in that relation to the other. */
    public static boolean holds(String value, String op, String other) {
        int order = order(value, other);
        return switch (op) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(op + " compares nothing");
        };
    }

    private static int order(String value, String other) {
        try {
            return new BigDecimal(value).compareTo(new BigDecimal(other));
        } catch (NumberFormatException e) {
            return value.compareTo(other);
        }
    }
}
