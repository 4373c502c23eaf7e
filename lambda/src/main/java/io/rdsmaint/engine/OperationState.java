package io.rdsmaint.engine;

import java.util.Locale;

/** Where an operation stands: {@code created → running ⇄ paused → completed | failed | rolled_back}, {@code rolling_back ⇄ paused}. */
public enum OperationState {
    CREATED,
    RUNNING,
    PAUSED,
    ROLLING_BACK,
    COMPLETED,
    FAILED,
    ROLLED_BACK;

    /** True when nothing will ever change the operation again and its lock is free. */
    public boolean ended() {
        return switch (this) {
            case COMPLETED, FAILED, ROLLED_BACK -> true;
            case CREATED, RUNNING, PAUSED, ROLLING_BACK -> false;
        };
    }

    /** The word users see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
