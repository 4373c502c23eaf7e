package io.rdsmaint.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.testkit.JsonTrees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** All that is in a bucket or a table, as texts by key, and the way to have it there again. */
final class StoreContents {
    private StoreContents() {}

    /** A table's items, each as JSON, by its two keys. */
    static SortedMap<String, String> of(DynamoDbLocalTable table) {
        SortedMap<String, String> items = new TreeMap<>();
        table.client()
                .scanPaginator(r -> r.tableName(DynamoDbLocalTable.NAME).consistentRead(true))
                .items()
                .forEach(item -> items.put(
                        Items.text(item, Items.PK) + " " + Items.text(item, Items.SK),
                        tree(item).toString()));
        return items;
    }

    /** Makes a table hold other contents than before. */
    static void change(DynamoDbLocalTable table, Map<String, String> before, Map<String, String> after) {
        differing(before, after).forEach(key -> {
            String item = after.containsKey(key) ? after.get(key) : before.get(key);
            Map<String, AttributeValue> attributes = attributes(JsonTrees.read(Objects.requireNonNull(item)));
            if (after.containsKey(key)) {
                table.client().putItem(r -> r.tableName(DynamoDbLocalTable.NAME).item(attributes));
            } else {
                attributes.keySet().retainAll(List.of(Items.PK, Items.SK));
                table.client()
                        .deleteItem(r -> r.tableName(DynamoDbLocalTable.NAME).key(attributes));
            }
        });
    }

    /** Makes a bucket hold other contents than before. */
    static void change(S3Bucket bucket, Map<String, String> before, Map<String, String> after) {
        S3Client client = S3Bucket.client(bucket.network());
        differing(before, after).forEach(key -> {
            String text = after.get(key);
            if (text == null) {
                client.deleteObject(r -> r.bucket(S3Bucket.NAME).key(key));
            } else {
                client.putObject(r -> r.bucket(S3Bucket.NAME).key(key), RequestBody.fromString(text));
            }
        });
    }

    private static List<String> differing(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .toList();
    }

    /** Strings as strings, numbers as numbers, in the order of their names. */
    static JsonNode tree(Map<String, AttributeValue> item) {
        ObjectNode tree = JsonTrees.object();
        new TreeMap<>(item).forEach((name, value) -> {
            if (value.n() == null) {
                tree.put(name, value.s());
            } else {
                tree.put(name, Long.parseLong(value.n()));
            }
        });
        return tree;
    }

    static Map<String, AttributeValue> attributes(JsonNode item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.properties()
                .forEach(field -> attributes.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? Items.number(field.getValue().asLong())
                                : Items.string(field.getValue().asText())));
        return attributes;
    }
}
