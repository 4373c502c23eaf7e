package io.rdsmaint.gateway.rds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Maintenance that AWS wants to do on a cluster or instance.
 *
 * @param resource ARN
 * @param action such as {@code system-update}, {@code ca-certificate-rotation}, {@code db-upgrade}
 * @param optIn {@code immediate}, {@code next-maintenance} or {@code undo-opt-in}; null when nobody chose
 * @param autoApplied applied in the first maintenance window after this, or null
 * @param forced applied then in any case, or null
 * @param current when it will be applied as things stand, or null
 */
public record PendingMaintenance(
        String resource,
        String action,
        String description,
        @Nullable String optIn,
        @Nullable Instant autoApplied,
        @Nullable Instant forced,
        @Nullable Instant current) {}
