package io.rdsmaint.engine;

import java.util.Locale;

/** Where a step stands: {@code pending → in_progress → waiting → completed | failed | skipped}. */
public enum StepState {
    PENDING,
    IN_PROGRESS,
    WAITING,
    COMPLETED,
    FAILED,
    SKIPPED;

    /** True when the step will not be advanced any more. */
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == SKIPPED;
    }

    /** The word users see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
