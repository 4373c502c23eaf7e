package io.rdsmaint.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.engine.Position;
import io.rdsmaint.engine.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Operations in one DynamoDB table. A save with events is one transaction: the document, conditional on its version, the new
 * events, and at the end the release of the cluster's lock; its token makes the SDK's own repeats harmless. A save without events
 * is one conditional Put, which knows its own repeat by what it finds.
 */
public final class DynamoDbOperationStore implements OperationStore {
    /** How many operations of an earlier release one listing gives their places: a second's worth; chosen. */
    private static final int RELISTED = 200;

    private static final String UNCHANGED = "version = :before";
    private static final String ABSENT = "attribute_not_exists(pk)";

    private final DynamoDbClient client;
    private final String table;
    private final Consumer<String> remarks;
    private final OperationJson json = new OperationJson();
    private final Items items;
    private final DynamoDbLists lists;

    public DynamoDbOperationStore(DynamoDbClient client, String table) {
        this(client, table, DocumentForm.OF_THIS_RELEASE, _ -> {});
    }

    /**
     * @param form in which documents are written
     * @param remarks takes what somebody should look at although nothing failed
     */
    public DynamoDbOperationStore(DynamoDbClient client, String table, DocumentForm form, Consumer<String> remarks) {
        this.items = new Items(json, form);
        this.client = client;
        this.table = table;
        this.remarks = remarks;
        this.lists = new DynamoDbLists(client, table, json);
    }

    @Override
    public Optional<Operation> load(String operationId) {
        return document(Items.stateKey(operationId)).map(json::readOperation);
    }

    @Override
    public void create(Operation operation, List<LogEntry> events) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(items.state(operation), ABSENT, Map.of()));
        if (!operation.target().shared()) {
            writes.add(put(items.lock(operation), ABSENT, Map.of()));
        }
        writes.add(put(items.execution(operation), null, Map.of()));
        if (operation.origin().label() != null) {
            writes.add(put(items.labelled(operation, operation.origin().label()), null, Map.of()));
        }
        events.forEach(e -> writes.add(put(items.event(operation, e), ABSENT, Map.of())));
        try {
            write(operation, writes, "");
        } catch (TransactionCanceledException e) {
            Cancellation cancelled = new Cancellation(e);
            if (cancelled.conditionFailed(0)) {
                throw new SaveConflict(operation.id());
            }
            if (!operation.target().shared() && cancelled.conditionFailed(1)) {
                throw new TargetBusy(Items.text(cancelled.item(1), Items.OPERATION_ID));
            }
            throw cancelled.failure();
        } catch (SaveUnknown e) {
            throw new TransientFailure("No answer from DynamoDB while storing the new operation", e);
        }
    }

    @Override
    public void save(Operation operation, List<LogEntry> events) {
        if (events.isEmpty()) {
            saveAlone(operation);
            return;
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(items.state(operation), UNCHANGED, before(operation)));
        events.forEach(e -> writes.add(put(items.event(operation, e), ABSENT, Map.of())));
        if (events.stream().anyMatch(e -> e.type() == LogEntry.Type.OPERATION_TAKEN_OVER)) {
            writes.add(put(items.execution(operation), null, Map.of()));
        }
        if (events.stream().anyMatch(e -> e.type().ends())) {
            writes.add(put(items.history(operation), null, Map.of()));
            if (operation.target().shared()) {
                save(operation, writes, "");
            } else {
                saveAndRelease(operation, writes);
            }
        } else {
            save(operation, writes, "");
        }
    }

    /**
     * Without events one item changes, and one conditional Put is all: half the units of a transaction. When the condition fails
     * on just what was to be written, the client has repeated a Put whose answer was lost.
     */
    private void saveAlone(Operation operation) {
        Map<String, AttributeValue> item = items.state(operation);
        try {
            client.putItem(r -> r.tableName(table)
                    .item(item)
                    .conditionExpression(UNCHANGED)
                    .expressionAttributeValues(before(operation))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        } catch (ConditionalCheckFailedException e) {
            if (!item.equals(e.item())) {
                throw new SaveConflict(operation.id());
            }
        } catch (TransactionConflictException e) {
            throw new SaveConflict(operation.id());
        } catch (DynamoDbException e) {
            throw unanswered(operation, e);
        } catch (SdkClientException e) {
            throw new SaveUnknown(operation.id(), e);
        }
    }

    private static Map<String, AttributeValue> before(Operation operation) {
        return Map.of(":before", Items.number(operation.version() - 1));
    }

    /** What an error means for a save: a server's leaves open what it did. */
    private static RuntimeException unanswered(Operation operation, DynamoDbException e) {
        return e.statusCode() >= 500 ? new SaveUnknown(operation.id(), e) : refused(e);
    }

    /** Somebody else's lock, which only a hand in the table can have put there, does not keep the operation from ending. */
    private void saveAndRelease(Operation operation, List<TransactWriteItem> writes) {
        List<TransactWriteItem> all = new ArrayList<>(writes);
        all.add(releaseOf(operation));
        try {
            write(operation, all, "");
        } catch (TransactionCanceledException e) {
            Cancellation cancelled = new Cancellation(e);
            int lock = all.size() - 1;
            if (!cancelled.onlyConditionFailed(lock)) {
                throw notSaved(operation, cancelled);
            }
            save(operation, writes, "/without-release");
            remarks.accept(
                    "Operation " + operation.id() + " has ended, but the lock of its target is not its own: item "
                            + Items.lockKey(operation).values().stream()
                                    .map(AttributeValue::s)
                                    .sorted()
                                    .toList()
                            + " names operation "
                            + cancelled
                                    .item(lock)
                                    .getOrDefault(Items.OPERATION_ID, Items.string("none"))
                                    .s()
                            + ". It was left as it is: if that operation is not live, delete the item, or nothing starts on the"
                            + " target any more.");
        }
    }

    private void save(Operation operation, List<TransactWriteItem> writes, String way) {
        try {
            write(operation, writes, way);
        } catch (TransactionCanceledException e) {
            throw notSaved(operation, new Cancellation(e));
        }
    }

    private static RuntimeException notSaved(Operation operation, Cancellation cancelled) {
        return cancelled.overtaken() ? new SaveConflict(operation.id()) : cancelled.failure();
    }

    @Override
    public List<LogEntry> events(String operationId) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :events)")
                .expressionAttributeValues(Map.of(
                        ":pk", Items.stateKey(operationId).get(Items.PK),
                        ":events", Items.string(Items.EVENT_PREFIX)))
                .build();
        return reading(() -> client.queryPaginator(query).items().stream()
                .map(item -> json.readEvent(Items.text(item, Items.DOCUMENT)))
                .toList());
    }

    @Override
    public List<Listed> unfinished() {
        List<Operation> bare = new ArrayList<>();
        List<Listed> live = lists.all(Items.LIVE, bare::add);
        bare.stream().limit(RELISTED).forEach(this::relist);
        return Stream.concat(live.stream(), untold().stream())
                .sorted(Listed.NEWEST_FIRST)
                .toList();
    }

    /**
     * What an earlier release stored gets its place in the lists, once: the same version of it is stored again, if it still is that
     * version. Else whoever saved it has done so; and if this fails, it is listed by its document.
     */
    private void relist(Operation operation) {
        try {
            client.putItem(r -> r.tableName(table)
                    .item(items.state(operation))
                    .conditionExpression("version = :now AND attribute_not_exists(" + Items.LISTED + ")")
                    .expressionAttributeValues(Map.of(":now", Items.number(operation.version()))));
        } catch (SdkException _) {
            // a listing is worth more to people than an entry's place in it
        }
    }

    @Override
    public List<Listed> live() {
        return lists.all(Items.LIVE).stream().sorted(Listed.NEWEST_FIRST).toList();
    }

    /** In the order of the index. Where an earlier release stored some of them, whose places say less, all are read. */
    @Override
    public List<Listed> urgent(int most) {
        return lists.first(Items.LIVE, most).orElseGet(() -> OperationStore.super.urgent(most));
    }

    @Override
    public List<Listed> ended(int most, @Nullable Position after) {
        return Stream.concat(
                        lists.ended(most, after).stream(),
                        untold().stream().filter(op -> after == null || after.before(Position.of(op))))
                .sorted(Listed.NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    /** Ended, but not everything of it is known to be published; usually none. */
    private List<Listed> untold() {
        return lists.all(Items.UNTOLD);
    }

    @Override
    public List<Operation> endedOn(String history, int most, @Nullable Position after) {
        return lists.endedOn(history, most, after);
    }

    @Override
    public List<Operation> labelled(String label, int most, @Nullable Position after) {
        return lists.labelled(label, most, after);
    }

    @Override
    public List<OpenWait> openWaits(String resource) {
        return lists.operationsAt(Items.wakesOf(resource)).stream()
                .flatMap(id -> item(Items.wakeKey(id)).stream())
                .map(Items::openWait)
                .toList();
    }

    @Override
    public KeptDurations durations(String type, String action) {
        return document(Items.durationsKey(type, action))
                .map(json::readDurations)
                .orElse(KeptDurations.NONE);
    }

    @Override
    public void keep(String type, String action, KeptDurations durations) {
        reading(() -> client.putItem(r -> r.tableName(table).item(items.durations(type, action, durations))));
    }

    @Override
    public Optional<Freeze> freeze() {
        return document(Items.freezeKey()).map(json::readFreeze);
    }

    @Override
    public boolean freeze(Freeze freeze) {
        return conditionally(() -> client.putItem(
                r -> r.tableName(table).item(items.freeze(freeze)).conditionExpression(ABSENT)));
    }

    @Override
    public boolean lift(Freeze freeze) {
        return conditionally(() -> client.deleteItem(r -> r.tableName(table)
                .key(Items.freezeKey())
                .conditionExpression(Items.DOCUMENT + " = :this")
                .expressionAttributeValues(Map.of(":this", Items.string(json.write(freeze))))));
    }

    private static boolean conditionally(Runnable write) {
        return reading(() -> {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    @Override
    public Optional<Operation> ofExecution(String executionArn) {
        return item(Items.executionKey(executionArn)).flatMap(item -> load(Items.text(item, Items.OPERATION_ID)));
    }

    private TransactWriteItem put(
            Map<String, AttributeValue> item, @Nullable String condition, Map<String, AttributeValue> values) {
        Put.Builder put = Put.builder()
                .tableName(table)
                .item(item)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (condition != null) {
            put.conditionExpression(condition);
        }
        if (!values.isEmpty()) {
            put.expressionAttributeValues(values);
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private TransactWriteItem releaseOf(Operation operation) {
        Delete delete = Delete.builder()
                .tableName(table)
                .key(Items.lockKey(operation))
                .conditionExpression(ABSENT + " OR operation_id = :mine")
                .expressionAttributeValues(Map.of(":mine", Items.string(operation.id())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().delete(delete).build();
    }

    /**
     * @param way tells two ways of writing the same version apart
     */
    private void write(Operation operation, List<TransactWriteItem> writes, String way) {
        String token = UUID.nameUUIDFromBytes((operation.id() + "/" + operation.version() + "/" + operation.savedBy()
                                + "/" + operation.events() + way)
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
        try {
            client.transactWriteItems(r -> r.transactItems(writes).clientRequestToken(token));
        } catch (TransactionCanceledException e) {
            throw e;
        } catch (IdempotentParameterMismatchException e) {
            throw new SaveConflict(operation.id());
        } catch (DynamoDbException e) {
            throw unanswered(operation, e);
        } catch (SdkClientException e) {
            throw new SaveUnknown(operation.id(), e);
        }
    }

    private Optional<String> document(Map<String, AttributeValue> key) {
        return item(key).map(Items::document);
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        return reading(() -> Optional.of(
                        client.getItem(r -> r.tableName(table).key(key).consistentRead(true)))
                .filter(r -> r.hasItem())
                .map(r -> r.item()));
    }

    static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (DynamoDbException e) {
            throw refused(e);
        } catch (SdkException e) {
            throw new TransientFailure("No answer from DynamoDB", e);
        }
    }

    private static RuntimeException refused(DynamoDbException e) {
        if (e.isThrottlingException() || e.statusCode() >= 500) {
            return new TransientFailure("DynamoDB is busy: " + code(e), e);
        }
        return new LastingFailure(
                "DynamoDB refused (" + code(e) + "): " + e.getMessage() + Cancellation.advice(code(e)), e);
    }

    private static String code(DynamoDbException e) {
        return e.awsErrorDetails() == null
                ? "no code"
                : String.valueOf(e.awsErrorDetails().errorCode());
    }
}
