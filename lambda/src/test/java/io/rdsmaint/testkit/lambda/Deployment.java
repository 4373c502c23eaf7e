package io.rdsmaint.testkit.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.function.CatalogueFactory;
import io.rdsmaint.function.Handler;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.simulator.http.InProcessHttpClient;
import io.rdsmaint.testkit.store.RemoteStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The real function as deployed, with its SDK clients, for any number of runs, also at the same time: time, chance, the network
 * and the store are those of the invocation that runs in the calling thread.
 */
public final class Deployment {
    /** The bucket, for operations that are kept in S3. */
    public static final String BUCKET = "test-bucket";

    /** Threads that an invocation starts belong to it. */
    private static final InheritableThreadLocal<LambdaInvocation> CURRENT = new InheritableThreadLocal<>();

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "us-east-1",
            "STATE_STORE", "s3",
            "BUCKET_NAME", BUCKET,
            "EVENT_BUS_NAME", "default",
            "DEPLOYMENT", "test",
            "ALLOWED_TAG", "rds-maint-machine=allowed",
            "SUSPEND_SCALING", "true",
            "KMS_KEYS", "arn:aws:kms:us-east-1:123456789012:key/demo");

    /** Where the operations are kept. */
    public enum Store {
        /** In S3, spoken to by its client. */
        S3,
        /** In memory, which is faster. */
        MEMORY
    }

    /** What makes the function that a deployment runs. */
    public interface Code {
        /**
         * Makes it.
         *
         * @param environment its variables
         * @param network how AWS is reached
         * @param random where all that is random comes from
         * @param clock the wall clock
         * @param nanos monotonic time
         */
        RequestStreamHandler function(
                Map<String, String> environment,
                SdkHttpClient network,
                RandomGenerator random,
                InstantSource clock,
                LongSupplier nanos);
    }

    private record Release(Store store, int number, boolean wakes) {}

    private final Map<Release, RequestStreamHandler> releases = new ConcurrentHashMap<>();
    private final Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    private final CatalogueFactory catalogues;
    private final @Nullable Code other;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofVirtual().name("sandbox-", 0).factory());

    /** The usual one, made once in a process: as warm as a function that has served others. */
    private static final class Usual {
        private static final Deployment WARM = new Deployment();
    }

    /** The usual one, warm. Each run still has a world, a store and a clock of its own. */
    public static Deployment warm() {
        return Usual.WARM;
    }

    /** With all operation types. */
    public Deployment() {
        this(Map.of(), CatalogueFactory.standard());
    }

    /**
     * @param other variables of its environment that are not as usual
     * @param catalogues what it can do
     */
    public Deployment(Map<String, String> other, CatalogueFactory catalogues) {
        this.environment.putAll(other);
        this.catalogues = catalogues;
        this.other = null;
    }

    /**
     * One whose other release is other code, which keeps its operations in S3.
     *
     * @param variables of its environment that are not as usual
     * @see LambdaService#deploy
     */
    public Deployment(Map<String, String> variables, Code other) {
        this.environment.putAll(variables);
        this.catalogues = CatalogueFactory.standard();
        this.other = other;
    }

    /** Threads for its invocations. */
    Executor threads() {
        return threads;
    }

    /** Runs an invocation in this thread. Nothing that one release keeps in its memory is known to another. */
    void run(LambdaInvocation invocation) {
        RequestStreamHandler release = releases.computeIfAbsent(
                new Release(invocation.kept(), invocation.release(), invocation.wakes()), this::made);
        CURRENT.set(invocation);
        try {
            invocation.handledBy(release);
        } finally {
            CURRENT.remove();
        }
    }

    private RequestStreamHandler made(Release release) {
        InstantSource clock = () -> CURRENT.get().now();
        RandomGenerator random = () -> CURRENT.get().random().nextLong();
        SdkHttpClient network = new InProcessHttpClient(request -> CURRENT.get().send(request));
        LongSupplier nanos =
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        if (other != null && release.number() != 0) {
            return other.function(environment, network, random, clock, nanos);
        }
        UnaryOperator<OperationStore> stores =
                release.store() == Store.S3 ? store -> store : _ -> new RemoteStore(CURRENT::get);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("WAKE", String.valueOf(release.wakes()));
        return new Handler(
                variables,
                new Clients.Settings(
                        clock,
                        random,
                        BackoffStrategy.retryImmediately(),
                        network,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                        List.of()),
                nanos,
                stores,
                catalogues);
    }
}
