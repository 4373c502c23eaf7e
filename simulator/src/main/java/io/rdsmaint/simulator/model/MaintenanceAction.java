package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One pending maintenance action.
 *
 * @param action such as {@code system-update}, {@code os-upgrade}, {@code db-upgrade}, {@code ca-certificate-rotation}
 * @param description what it is
 * @param autoAppliedAfter from then on the next window applies it; empty for an optional one
 * @param forcedApply when it is applied whatever the window
 */
public record MaintenanceAction(
        String action, String description, Optional<Instant> autoAppliedAfter, Optional<Instant> forcedApply) {

    /** An action that the next window applies. */
    public static MaintenanceAction due(String action, Instant since) {
        return new MaintenanceAction(action, "New " + action + " is available", Optional.of(since), Optional.empty());
    }

    /** An action that waits until somebody asks for it. */
    public static MaintenanceAction optional(String action) {
        return new MaintenanceAction(action, "New " + action + " is available", Optional.empty(), Optional.empty());
    }

    /** True when a window that opens now applies it. */
    public boolean strikes(Instant now) {
        return autoAppliedAfter.filter(at -> !at.isAfter(now)).isPresent()
                || forcedApply.filter(at -> !at.isAfter(now)).isPresent();
    }
}
