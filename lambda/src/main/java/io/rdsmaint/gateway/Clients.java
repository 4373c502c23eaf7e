package io.rdsmaint.gateway;

import io.rdsmaint.engine.Intent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes SDK clients, all alike: one HTTP client for every service, signed with the given clock, and in two sorts.
 * Reading clients repeat a failed call shortly; changing clients send once. Endpoints come from the SDK's standard
 * settings ({@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_RDS}, …).
 */
public final class Clients {
    /** All attempts of a read: a third of the invocation's 60 seconds; chosen. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    /** One attempt, so that a second one has its time; chosen. */
    private static final Duration READ_ATTEMPT_TIMEOUT = Duration.ofSeconds(8);

    /** As many as the SDK's standard retry mode makes (SDKs and tools guide, retry behavior). */
    private static final int READ_ATTEMPTS = 3;

    /** Within a region it takes milliseconds, so this one was lost; chosen. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A longer call is ended by its own limit, never by its socket; chosen. */
    private static final Duration SOCKET_MARGIN = Duration.ofSeconds(10);

    private final Settings settings;
    private final Map<Duration, SdkHttpClient> http = new ConcurrentHashMap<>();
    private final AwsCredentialsProvider own;
    private final SigningTime signingTime;
    private final ScopedValue<String> operation = ScopedValue.newInstance();

    public Clients(Settings settings) {
        this.settings = settings;
        this.own = settings.credentials() == null
                ? DefaultCredentialsProvider.builder().build()
                : settings.credentials();
        this.signingTime = new SigningTime(settings.clock());
    }

    /**
     * What differs between a function in the cloud and a test.
     *
     * @param clock signs the requests
     * @param random spreads retries and makes texts that are never used twice
     * @param pause between the attempts of a call that changes nothing
     * @param http used instead of a new Apache client; null for that
     * @param credentials of the function itself; null for the SDK's default chain
     * @param interceptors see every call; empty in the cloud
     */
    public record Settings(
            InstantSource clock,
            RandomGenerator random,
            BackoffStrategy pause,
            @Nullable SdkHttpClient http,
            @Nullable AwsCredentialsProvider credentials,
            List<ExecutionInterceptor> interceptors) {

        public Settings {
            interceptors = List.copyOf(interceptors);
        }

        /** Short pauses: the function's own time is short. */
        public static BackoffStrategy briefPause() {
            return BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(400));
        }

        /** The platform's: system time, its own HTTP client, the default credentials. */
        public static Settings standard() {
            return new Settings(InstantSource.system(), new SecureRandom(), briefPause(), null, null, List.of());
        }
    }

    /** A client for calls that change nothing. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C reading(B builder, AwsScope place) {
        return build(
                builder,
                place,
                Intent.CALL_TIMEOUT,
                o -> o.apiCallTimeout(READ_TIMEOUT)
                        .apiCallAttemptTimeout(READ_ATTEMPT_TIMEOUT)
                        .retryStrategy(briefly()));
    }

    /** A client for calls that change something: sends once and waits {@link Intent#CALL_TIMEOUT} at most. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C changing(B builder, AwsScope place) {
        return changing(builder, place, Intent.CALL_TIMEOUT);
    }

    /** The same for calls that may take another time; their changes say so, see {@link io.rdsmaint.engine.Change#within}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C changing(
            B builder, AwsScope place, Duration callTimeout) {
        return build(
                builder,
                place,
                callTimeout,
                o -> o.apiCallTimeout(callTimeout).retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    /** Requests to a service without an SDK client, each sent once and within {@link Intent#CALL_TIMEOUT}. */
    public SignedCalls signed(String service, AwsScope place) {
        return new SignedCalls(
                http(Intent.CALL_TIMEOUT),
                credentials(place),
                signingTime.signer(),
                service,
                place.region(),
                endpoint(service, place.region()));
    }

    private static URI endpoint(String service, String place) {
        Region region = Region.of(place);
        return URI.create(Stream.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .findFirst()
                .orElseGet(() -> "https://" + service + "." + region.id() + "."
                        + region.metadata().partition().dnsSuffix()));
    }

    /**
     * Opens a connection to a service and leaves it to the first call that is made there. What is sent, a request for the service's root, is
     * not signed and asks for nothing; whatever comes of it is left to that call, too.
     */
    public void connect(String host, String region) {
        SdkHttpRequest root = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint(host, region))
                .encodedPath("/")
                .build();
        try {
            HttpExecuteResponse response = http(Intent.CALL_TIMEOUT)
                    .prepareRequest(HttpExecuteRequest.builder().request(root).build())
                    .call();
            try (InputStream body = response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
                body.readAllBytes();
            }
        } catch (IOException | RuntimeException _) {
            // The call that needs it meets the same, and says so.
        }
    }

    /** Does something for an operation, if it is for one: what it does in other accounts bears the operation's name there. */
    public <T> T during(Optional<String> operationId, Supplier<T> work) {
        return operationId.isPresent()
                ? ScopedValue.where(operation, operationId.get()).call(work::get)
                : work.get();
    }

    /** A scope as it is meant now, see {@link #during}. */
    public AwsScope now(AwsScope scope) {
        return operation.isBound() ? scope.during(operation.get()) : scope;
    }

    /** The clock that requests are signed with. */
    public InstantSource clock() {
        return settings.clock();
    }

    /** Where all that is random comes from. */
    public RandomGenerator random() {
        return settings.random();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, AwsScope place, Duration silence, Consumer<ClientOverrideConfiguration.Builder> sort) {
        return builder.region(Region.of(place.region()))
                .httpClient(http(silence))
                .credentialsProvider(credentials(place))
                .putAuthScheme(signingTime)
                .overrideConfiguration(o -> {
                    settings.interceptors().forEach(o::addExecutionInterceptor);
                    sort.accept(o);
                })
                .build();
    }

    /** One connection pool for calls of the usual length, another for each longer one. */
    private SdkHttpClient http(Duration silence) {
        SdkHttpClient given = settings.http();
        Duration socketTimeout =
                silence.compareTo(Intent.CALL_TIMEOUT) > 0 ? silence.plus(SOCKET_MARGIN) : Intent.CALL_TIMEOUT;
        return given == null ? http.computeIfAbsent(socketTimeout, Clients::apache) : given;
    }

    private AwsCredentialsProvider credentials(AwsScope place) {
        String role = place.roleArn();
        if (role == null) {
            return own;
        }
        Supplier<StsClient> sts = new Lazy<>(() -> reading(StsClient.builder(), AwsScope.own(place.region())));
        return new AssumedRole(sts, role, place.externalId(), place.session(), settings.clock());
    }

    private RetryStrategy briefly() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(READ_ATTEMPTS)
                .backoffStrategy(settings.pause())
                .throttlingBackoffStrategy(settings.pause())
                .build();
    }

    static SdkHttpClient apache(Duration socketTimeout) {
        return Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(socketTimeout)
                .tcpKeepAlive(true)
                .build();
    }
}
