package io.rdsmaint.store;

import static io.rdsmaint.store.DynamoDbOperationStore.reading;

import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.TransientFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Lists of operations: by the index {@value #INDEX}, whose entries hold what lists show, and by the history of a target. What an
 * earlier release wrote holds nothing to show, and is read from its documents, many at a time.
 */
final class DynamoDbLists {
    /** The index of lists. */
    static final String INDEX = "listing";

    /** The index of earlier releases, with the same keys: it serves until the new one can be read. */
    private static final String EARLIER_INDEX = "by-state";

    /** Items that BatchGetItem takes at most (DynamoDB API reference). */
    private static final int BATCH = 100;

    /** What is left unprocessed is asked for again this often; chosen. */
    private static final int ATTEMPTS = 8;

    private final DynamoDbClient client;
    private final String table;
    private final OperationJson json;

    DynamoDbLists(DynamoDbClient client, String table, OperationJson json) {
        this.client = client;
        this.table = table;
        this.json = json;
    }

    /** All of a list, in no particular order. */
    List<Listed> all(String list) {
        return all(list, _ -> {});
    }

    /**
     * The same.
     *
     * @param bare is told the operations that an earlier release stored, whose entries hold nothing to show
     */
    List<Listed> all(String list, Consumer<Operation> bare) {
        return indexed(listing(list), items -> listed(items.toList(), bare));
    }

    /** The first of a list in the order of its places, by one query; empty when some of its places say less. */
    Optional<List<Listed>> first(String list, int most) {
        return indexed(listing(list).limit(most), items -> {
            List<Map<String, AttributeValue>> page = items.limit(most).toList();
            return page.stream().allMatch(item -> item.containsKey(Items.LISTED))
                    ? Optional.of(listed(page))
                    : Optional.empty();
        });
    }

    /** The places of a list of few, which are operations' ids. */
    List<String> operationsAt(String list) {
        return indexed(
                listing(list),
                items -> items.map(item -> Items.text(item, Items.LIST_SK)).toList());
    }

    /** Those that have ended and are told, the newest start first. */
    List<Listed> ended(int most, @Nullable Position after) {
        QueryRequest.Builder query =
                after(listing(Items.ENDED).limit(most), Items.LIST_PK, Items.LIST_SK, Items.ENDED, after);
        return indexed(query, items -> listed(items.limit(most).toList()));
    }

    /** Those that have ended on targets of a name, the newest start first. */
    List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return pointedTo(Items.historyOf(history), most, after);
    }

    /** Those that bear a label, the newest start first. */
    List<Operation> labelled(String label, int most, @Nullable Position after) {
        return pointedTo(Items.labelled(label), most, after);
    }

    private List<Operation> pointedTo(String partition, int most, @Nullable Position after) {
        QueryRequest query = after(query(Items.PK, partition).limit(most), Items.PK, Items.SK, partition, after)
                .build();
        return reading(() -> {
            List<String> ids = client.queryPaginator(query).items().stream()
                    .limit(most)
                    .map(item -> Items.text(item, Items.OPERATION_ID))
                    .toList();
            Map<String, Operation> found =
                    documents(ids.stream().map(Items::stateKey).toList());
            return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
        });
    }

    private QueryRequest.Builder query(String partitionKey, String partition) {
        return QueryRequest.builder()
                .tableName(table)
                .scanIndexForward(false)
                .keyConditionExpression(partitionKey + " = :partition")
                .expressionAttributeValues(Map.of(":partition", Items.string(partition)));
    }

    private QueryRequest.Builder listing(String list) {
        return query(Items.LIST_PK, list).indexName(INDEX);
    }

    /** The page of a query that begins after a position. */
    private static QueryRequest.Builder after(
            QueryRequest.Builder query,
            String partitionKey,
            String sortKey,
            String partition,
            @Nullable Position after) {
        return after == null
                ? query
                : query.keyConditionExpression(partitionKey + " = :partition AND " + sortKey + " < :after")
                        .expressionAttributeValues(Map.of(
                                ":partition",
                                Items.string(partition),
                                ":after",
                                Items.string(Items.sorted(after.createdAt(), after.id()))));
    }

    /** Reads by the index, or by the earlier one while this one is being made. */
    private <T> T indexed(QueryRequest.Builder query, Function<Stream<Map<String, AttributeValue>>, T> read) {
        return reading(() -> {
            try {
                return read.apply(client.queryPaginator(query.build()).items().stream());
            } catch (DynamoDbException e) {
                if (!noIndex(e)) {
                    throw e;
                }
                return read.apply(
                        client.queryPaginator(query.indexName(EARLIER_INDEX).build()).items().stream());
            }
        });
    }

    private static boolean noIndex(DynamoDbException e) {
        return e.awsErrorDetails() != null
                && "ValidationException".equals(e.awsErrorDetails().errorCode())
                && String.valueOf(e.awsErrorDetails().errorMessage()).contains("index");
    }

    private List<Listed> listed(List<Map<String, AttributeValue>> entries) {
        return listed(entries, _ -> {});
    }

    private List<Listed> listed(List<Map<String, AttributeValue>> entries, Consumer<Operation> earlier) {
        List<Map<String, AttributeValue>> bare = entries.stream()
                .filter(item -> !item.containsKey(Items.LISTED))
                .map(item -> Map.of(
                        Items.PK, Items.value(item, Items.PK),
                        Items.SK, Items.value(item, Items.SK)))
                .toList();
        Map<String, Operation> read = documents(bare);
        read.values().forEach(earlier);
        return entries.stream()
                .flatMap(item -> item.containsKey(Items.LISTED)
                        ? Stream.of(json.readListed(Items.text(item, Items.LISTED)))
                        : Stream.ofNullable(read.get(Items.operationOf(item))).map(Listed::of))
                .toList();
    }

    /** Operations by their ids, read consistently, as far as they are there. */
    private Map<String, Operation> documents(List<Map<String, AttributeValue>> keys) {
        Map<String, Operation> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<Map<String, AttributeValue>> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
            batch(batch).stream()
                    .map(item -> json.readOperation(Items.document(item)))
                    .forEach(op -> found.put(op.id(), op));
        }
        return found;
    }

    private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, KeysAndAttributes> left = Map.of(
                table,
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Map<String, KeysAndAttributes> asked = left;
            BatchGetItemResponse answer = client.batchGetItem(r -> r.requestItems(asked));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            left = answer.unprocessedKeys();
            if (left.isEmpty()) {
                return items;
            }
        }
        throw new TransientFailure(
                "DynamoDB is busy: it left items of a batch unread", new IllegalStateException(ATTEMPTS + " attempts"));
    }
}
