package io.rdsmaint.campaign;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.rdsmaint.aws.Clients;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.function.Handler;
import io.rdsmaint.simulator.InProcessHttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The real function as deployed, with its SDK clients, for all runs of this process: time, chance and the network are those of
 * the invocation that runs in the calling thread.
 */
final class Deployment {
    static final String NAME = "campaign";
    static final String BUCKET = "campaign-bucket";

    private static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    /** Where the operations are kept. */
    enum Store {
        /** In S3, spoken to by its client. */
        S3,
        /** In memory, which is faster. */
        MEMORY
    }

    /** Two releases of the code: nothing that one keeps in its memory is known to the other. */
    private final Map<Store, List<RequestStreamHandler>> releases = Map.of(
            Store.S3, List.of(release(s -> s), release(s -> s)),
            Store.MEMORY, List.of(release(s -> inMemory()), release(s -> inMemory())));

    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofVirtual().name("sandbox-", 0).factory());

    /** Threads for its invocations. */
    Executor threads() {
        return threads;
    }

    /** Runs an invocation in this thread. */
    void run(Invocation invocation) {
        RequestStreamHandler release =
                Objects.requireNonNull(releases.get(invocation.store())).get(invocation.release());
        ScopedValue.where(CURRENT, invocation).run(() -> invocation.handledBy(release));
    }

    private static OperationStore inMemory() {
        return new WiredStore(CURRENT::get, Invocation::shelf, Invocation::wire);
    }

    private static RequestStreamHandler release(UnaryOperator<OperationStore> stores) {
        InstantSource clock = () -> CURRENT.get().now();
        RandomGenerator random = () -> CURRENT.get().random().nextLong();
        SdkHttpClient network = new InProcessHttpClient(request -> CURRENT.get().send(request));
        return new Handler(
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "STATE_STORE", "s3",
                        "BUCKET_NAME", BUCKET,
                        "EVENT_BUS_NAME", "default",
                        "DEPLOYMENT", NAME,
                        "ALLOWED_TAG", "rds-maint-machine=allowed"),
                new Clients.Settings(
                        clock,
                        random,
                        BackoffStrategy.retryImmediately(),
                        network,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                        List.of()),
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                stores);
    }
}
