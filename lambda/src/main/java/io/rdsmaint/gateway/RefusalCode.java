package io.rdsmaint.gateway;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The error code with which AWS refused a call, for whoever words the way out. */
public final class RefusalCode {
    private RefusalCode() {}

    /**
     * The code of the service error that the failure stems from, such as {@code InsufficientDBInstanceCapacity}; empty
     * if none.
     */
    public static Optional<String> of(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AwsServiceException e && e.awsErrorDetails() != null) {
                return Optional.ofNullable(e.awsErrorDetails().errorCode());
            }
        }
        return Optional.empty();
    }
}
