package io.rdsmaint.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Learns how long steps take in this deployment from those that have ended. Nothing fails for it: it only sets the pace of looks. */
final class Experience {
    private final OperationStore store;

    Experience(OperationStore store) {
        this.store = store;
    }

    /** How long steps of this kind take; empty while there is too little to go by, or it can't be read. */
    Optional<UsualTime> usual(String type, String action) {
        try {
            return store.durations(type, action).usual();
        } catch (TransientFailure | LastingFailure e) {
            return Optional.empty();
        }
    }

    /**
     * A step has been stored as done.
     *
     * @param waiting the step as it was before that: one that did not wait, was tried again, or whose call got no answer teaches
     *     nothing
     */
    void learn(String type, Step waiting, Step done) {
        Instant began = began(waiting);
        Instant ended = done.completedAt();
        if (began == null || ended == null || !teaches(waiting)) {
            return;
        }
        String action = done.planned().action();
        try {
            Duration took = UsualTime.of(waiting).took(Duration.between(began, ended));
            store.keep(type, action, store.durations(type, action).and(took));
        } catch (TransientFailure | LastingFailure e) {
            // the next one teaches as much
        }
    }

    private static @Nullable Instant began(Step step) {
        return step.intent() == null ? step.attemptAt() : step.intent().at();
    }

    private static boolean teaches(Step step) {
        boolean answered = step.intent() == null
                || step.intent().state() == SavedIntent.State.ACCEPTED
                || step.intent().state() == SavedIntent.State.PROVEN;
        return step.state() == StepState.WAITING
                && step.attempt() == 1
                && step.lost().isEmpty()
                && step.heldSince() == null
                && answered;
    }
}
