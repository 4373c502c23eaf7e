package io.rdsmaint.gateway.rdsdata;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The database's own code of an error. The API has no field for it: it stands at the end of the message of a DatabaseErrorException,
 * and nowhere else.
 */
public final class SqlState {
    private static final Pattern STATE = Pattern.compile("SQLState: ([0-9A-Z]{5})\\b");

    private SqlState() {}

    /** The code that the failure stems from; empty when it tells none. */
    public static Optional<String> of(@Nullable Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            Matcher matcher = STATE.matcher(String.valueOf(t.getMessage()));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    /** True when the session was lost in the middle (classes 08 and 57P): what it did may have been committed. */
    static boolean lostSession(Throwable failure) {
        return of(failure)
                .filter(state -> state.startsWith("08") || state.startsWith("57P"))
                .isPresent();
    }

    /** True when something that the statement names is not there: a schema, table, column or function. */
    public static boolean missing(Throwable failure) {
        return of(failure)
                .filter(state ->
                        java.util.Set.of("3F000", "42P01", "42703", "42883").contains(state))
                .isPresent();
    }
}
