package io.rdsmaint.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.BaseSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * SigV4 with a date of our choosing: the intent's for a change, so that AWS refuses it when it arrives long after the
 * intent was saved, and the given clock's for everything else.
 */
final class SigningTime implements AwsV4AuthScheme {
    private static final ScopedValue<Instant> PINNED = ScopedValue.newInstance();

    private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();
    private final AwsV4HttpSigner signer;

    SigningTime(InstantSource clock) {
        this.signer = new DatedSigner(scheme.signer(), clock);
    }

    /** Makes a call whose requests are all dated {@code date}. */
    static <T> T pinned(Instant date, Supplier<T> call) {
        return ScopedValue.where(PINNED, date).call(call::get);
    }

    @Override
    public String schemeId() {
        return scheme.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return scheme.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return signer;
    }

    private record DatedSigner(AwsV4HttpSigner signer, InstantSource clock) implements AwsV4HttpSigner {

        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            return signer.sign(dated(request.toBuilder()).build());
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return signer.signAsync(dated(request.toBuilder()).build());
        }

        private <B extends BaseSignRequest.Builder<B, ?, ?>> B dated(B request) {
            Instant date = PINNED.isBound() ? PINNED.get() : clock.instant();
            return request.putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(date, ZoneOffset.UTC));
        }
    }
}
