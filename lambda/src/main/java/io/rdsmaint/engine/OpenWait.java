package io.rdsmaint.engine;

import java.time.Instant;

/**
 * A wait of an execution that an event may end. Its token can do nothing else; it is used at once, and shown nowhere.
 *
 * @param token completes the task that waits
 * @param expiresAt after which nobody waits for it any more
 */
public record OpenWait(String operationId, String executionArn, String token, Instant expiresAt) {
    /** Without the token. */
    @Override
    public String toString() {
        return "OpenWait[" + operationId + " of " + executionArn + " until " + expiresAt + "]";
    }
}
