package io.rdsmaint.store;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.s3.ObjectStorage;
import io.rdsmaint.testkit.TestClients;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Object storage with the bucket of a deployment, and stores on it. */
final class S3Bucket {
    static final String NAME = "rds-maint-machine";

    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    private final ObjectStorage storage = new ObjectStorage(() -> NOW, Set.of(NAME));
    private final OperationJson json = new OperationJson();
    private final AtomicLong tickets = new AtomicLong();

    SdkHttpClient network() {
        return storage.httpClient();
    }

    /** A client that sends once. */
    static S3Client client(SdkHttpClient network) {
        return TestClients.over(network, () -> NOW).changing(S3Client.builder(), TestClients.PLACE);
    }

    /** A client as deployed, which repeats what got no answer. */
    static S3Client repeatingClient(SdkHttpClient network) {
        return TestClients.over(network, () -> NOW).reading(S3Client.builder(), TestClients.PLACE);
    }

    S3OperationStore store(S3Client client) {
        return new S3OperationStore(client, NAME, () -> "ticket-" + tickets.incrementAndGet());
    }

    S3OperationStore store() {
        return store(client(network()));
    }

    /** Everything in the bucket, by key. */
    Map<String, String> texts() {
        return storage.texts(NAME);
    }

    Optional<String> text(String key) {
        return storage.text(NAME, key);
    }

    /** An operation that its document shows as live. */
    boolean isLive(Operation operation) {
        return storage.text(NAME, Keys.operation(operation.id()))
                .map(text -> Document.read(text, json))
                .filter(document -> document instanceof Document.Kept kept
                        && !kept.operation().state().ended())
                .isPresent();
    }

    Map<String, String> tags(String key) {
        return storage.tags(NAME, key);
    }
}
