package io.rdsmaint.simulator.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret of Secrets Manager.
 *
 * @param arn with the six characters that the service appends
 * @param name without them
 * @param text what it holds; for a database user JSON with {@code username} and {@code password}
 * @param key the customer's own key that it is encrypted with, if it is
 * @param createdAt when it was made
 * @param going scheduled for deletion: it can be described, and its value can't be read
 */
public record Secret(String arn, String name, String text, Optional<String> key, Instant createdAt, boolean going) {
    /** One that stays. */
    public Secret(String arn, String name, String text, Optional<String> key, Instant createdAt) {
        this(arn, name, text, key, createdAt, false);
    }

    /** The same, which somebody has scheduled for deletion. */
    public Secret deleted() {
        return new Secret(arn, name, text, key, createdAt, true);
    }
}
