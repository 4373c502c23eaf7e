package io.rdsmaint.http;

import java.util.Locale;

/** What a person may do, from least to most. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Starts, answers what is not destructive, pauses, edits. */
    OPERATOR,
    /** Freezes, gives destructive answers, takes over. */
    ADMIN;

    /** The word users see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when it includes {@code other}. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
