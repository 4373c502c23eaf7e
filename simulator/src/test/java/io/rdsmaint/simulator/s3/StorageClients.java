package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Storage with one bucket, a real SDK client that calls once, and requests made by hand. */
final class StorageClients {

    static final String BUCKET = "records";
    static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    final ObjectStorage storage = new ObjectStorage(() -> NOW, Set.of(BUCKET));
    final S3Client s3 = client().build();

    S3ClientBuilder client() {
        return S3Client.builder()
                .httpClient(storage.httpClient())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    /** Writes without a condition and answers the ETag. */
    String put(String key, String text) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text))
                .eTag();
    }

    String putIfAbsent(String key, String text) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(text))
                .eTag();
    }

    String putIfMatch(String key, String etag, String text) {
        return s3.putObject(r -> r.bucket(BUCKET).key(key).ifMatch(etag), RequestBody.fromString(text))
                .eTag();
    }

    String text(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
    }

    /** A request as no SDK would make it. */
    SimulatorResponse.Answer raw(String method, String path, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return storage.handle(new SimulatorRequest(method, path, all, Body.of(body)));
    }
}
