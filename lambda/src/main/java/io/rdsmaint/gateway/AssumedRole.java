package io.rdsmaint.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The credentials of a role in the target's account, renewed five minutes before they end. */
final class AssumedRole implements AwsCredentialsProvider {
    /** Longer than an invocation, 60 seconds, can use them; chosen. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Supplier<StsClient> sts;
    private final String roleArn;
    private final @Nullable String externalId;
    private final String session;
    private final InstantSource clock;
    private @Nullable AwsCredentials current;
    private Instant renewAt = Instant.MIN;

    AssumedRole(
            Supplier<StsClient> sts, String roleArn, @Nullable String externalId, String session, InstantSource clock) {
        this.sts = sts;
        this.roleArn = roleArn;
        this.externalId = externalId;
        this.session = session;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsCredentials known = current;
        if (known == null || !clock.instant().isBefore(renewAt)) {
            Credentials fresh = sts.get()
                    .assumeRole(r -> r.roleArn(roleArn).externalId(externalId).roleSessionName(session))
                    .credentials();
            known = AwsSessionCredentials.create(fresh.accessKeyId(), fresh.secretAccessKey(), fresh.sessionToken());
            renewAt = fresh.expiration().minus(EARLY);
            current = known;
        }
        return known;
    }
}
