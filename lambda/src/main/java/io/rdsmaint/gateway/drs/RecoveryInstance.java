package io.rdsmaint.gateway.drs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a launch made of a server.
 *
 * @param id in the service
 * @param ec2Id in EC2
 * @param state in EC2, in the service's word
 * @param job that made it
 * @param snapshot the time that its data are of, or null while that is not told
 */
public record RecoveryInstance(
        String id,
        String ec2Id,
        String state,
        boolean drill,
        String job,
        String server,
        @Nullable Instant snapshot) {

    /** True when it is there and may cost something. */
    public boolean there() {
        return !state.equals("TERMINATED") && !state.equals("NOT_FOUND");
    }
}
