package io.rdsmaint.bench.thousands;

import io.rdsmaint.local.Local;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Makes many operations of one that is stored: the same document under other ids, each for another target, of one execution. */
final class Copies {
    private static final String TARGET = "demo-multi";
    private static final int BATCH = 25;
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private Copies() {}

    /** In the table, from number {@code from} to below {@code to}. */
    static void inTable(URI uri, String id, int from, int to) {
        try (DynamoDbClient table = DynamoDbClient.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .build()) {
            List<Map<String, AttributeValue>> items = table.scanPaginator(r -> r.tableName(Local.NAME)).items().stream()
                    .filter(item -> item.toString().contains(id))
                    .filter(item -> !text(item, "sk").startsWith("EVENT#"))
                    .filter(item -> !text(item, "pk").startsWith("EXECUTION#"))
                    .filter(item -> !text(item, "pk").matches(".*-\\d{5}$"))
                    .toList();
            List<WriteRequest> writes = new ArrayList<>();
            for (int number = from; number < to; number++) {
                for (Map<String, AttributeValue> item : items) {
                    Map<String, AttributeValue> copy = new HashMap<>();
                    int count = number;
                    item.forEach((name, value) -> copy.put(
                            name, value.s() == null ? value : AttributeValue.fromS(renamed(value.s(), id, count))));
                    writes.add(
                            WriteRequest.builder().putRequest(r -> r.item(copy)).build());
                    if (writes.size() == BATCH) {
                        table.batchWriteItem(r -> r.requestItems(Map.of(Local.NAME, writes)));
                        writes.clear();
                    }
                }
            }
            if (!writes.isEmpty()) {
                table.batchWriteItem(r -> r.requestItems(Map.of(Local.NAME, writes)));
            }
        }
    }

    /** In the bucket. */
    static void inBucket(URI uri, String id, int from, int to) {
        try (S3Client bucket = S3Client.builder()
                .endpointOverride(uri)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(ANYBODY)
                .build()) {
            for (S3Object object :
                    bucket.listObjectsV2Paginator(r -> r.bucket(Local.NAME)).contents()) {
                if (!object.key().equals("operations/" + id) && !object.key().equals("live/" + id)) {
                    continue;
                }
                String body = bucket.getObjectAsBytes(r -> r.bucket(Local.NAME).key(object.key()))
                        .asUtf8String();
                IntStream.range(from, to)
                        .parallel()
                        .forEach(number -> bucket.putObject(
                                r -> r.bucket(Local.NAME).key(renamed(object.key(), id, number)),
                                RequestBody.fromString(renamed(body, id, number))));
            }
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }

    private static String renamed(String text, String id, int number) {
        String ending = "-%05d".formatted(number);
        return text.replace(id, id + ending).replace(TARGET, TARGET + ending);
    }
}
