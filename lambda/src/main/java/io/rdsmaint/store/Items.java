package io.rdsmaint.store;

import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's items: keys {@code pk} and {@code sk}, the indexes {@code listing} and {@code by-state} on {@code list_pk} and {@code list_sk}. */
final class Items {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String DOCUMENT = "document";
    /** What lists show, in the index of lists; items that earlier releases wrote have none. */
    static final String LISTED = "listed";

    static final String LIST_PK = "list_pk";
    static final String LIST_SK = "list_sk";
    static final String OPERATION_ID = "operation_id";
    static final String LIVE = "LIVE";
    static final String UNTOLD = "UNTOLD";
    static final String ENDED = "ENDED";
    static final String STATE = "STATE";
    static final String EVENT_PREFIX = "EVENT#";

    private static final String OPERATION = "OPERATION#";
    private static final String WAKE = "WAKE#";

    /** Comes after every time. */
    private static final String URGENT = "URGENT#";

    /** Ended operations are kept this long: more than a year, so that yearly work finds the last one; chosen. */
    private static final Duration KEEP = Duration.ofDays(400);

    private final OperationJson json;
    private final DocumentForm form;

    /**
     * @param form of the operations' documents
     */
    Items(OperationJson json, DocumentForm form) {
        this.json = json;
        this.form = form;
    }

    static Map<String, AttributeValue> stateKey(String operationId) {
        return key(OPERATION + operationId, STATE);
    }

    static Map<String, AttributeValue> lockKey(Operation op) {
        return key("LOCK#" + op.target().lockKey(), "LOCK");
    }

    static Map<String, AttributeValue> executionKey(String executionArn) {
        return key("EXECUTION#" + executionArn, "EXECUTION");
    }

    /** Where the state machine writes which wait of an operation an event may end. */
    static Map<String, AttributeValue> wakeKey(String operationId) {
        return key(WAKE + operationId, "WAKE");
    }

    /** In which list the state machine enters that. */
    static String wakesOf(String resource) {
        return WAKE + resource;
    }

    /** The operation of such an item. */
    static OpenWait openWait(Map<String, AttributeValue> item) {
        return new OpenWait(
                text(item, PK).substring(WAKE.length()),
                text(item, "execution_arn"),
                text(item, "token"),
                Instant.ofEpochSecond(Long.parseLong(
                        item.getOrDefault("expires_at", number(0)).n())));
    }

    static Map<String, AttributeValue> freezeKey() {
        return key("FREEZE", "FREEZE");
    }

    static Map<String, AttributeValue> durationsKey(String type, String action) {
        return key("DURATIONS#" + type + "#" + action, "DURATIONS");
    }

    /** Where the ended operations of a target are, by its {@linkplain Target#historyKey key}. */
    static String historyOf(String key) {
        return "HISTORY#" + key;
    }

    /** Where the operations that bear a label are. */
    static String labelled(String label) {
        return "LABEL#" + label;
    }

    /** Listings are sorted by this. */
    static String sorted(Instant createdAt, String operationId) {
        return createdAt + "#" + operationId;
    }

    Map<String, AttributeValue> durations(String type, String action, KeptDurations durations) {
        Map<String, AttributeValue> item = new HashMap<>(durationsKey(type, action));
        item.put(DOCUMENT, string(json.write(durations)));
        return item;
    }

    Map<String, AttributeValue> freeze(Freeze freeze) {
        Map<String, AttributeValue> item = new HashMap<>(freezeKey());
        item.put(DOCUMENT, string(json.write(freeze)));
        return item;
    }

    /** An entry in the history of a target, written with the save that ends the operation. */
    Map<String, AttributeValue> history(Operation ended) {
        Map<String, AttributeValue> item =
                pointing(key(historyOf(ended.target().historyKey()), sorted(ended.createdAt(), ended.id())), ended);
        item.put("expires_at", number(ended.updatedAt().plus(KEEP).getEpochSecond()));
        return item;
    }

    /** An entry among those that bear a label, written with the operation. */
    Map<String, AttributeValue> labelled(Operation op, String label) {
        Map<String, AttributeValue> item = pointing(key(labelled(label), sorted(op.createdAt(), op.id())), op);
        item.put("expires_at", number(op.createdAt().plus(KEEP).getEpochSecond()));
        return item;
    }

    Map<String, AttributeValue> state(Operation op) {
        Map<String, AttributeValue> item = new HashMap<>(stateKey(op.id()));
        String document = json.write(op);
        item.put(
                DOCUMENT,
                form == DocumentForm.PLAIN
                        ? string(document)
                        : AttributeValue.fromB(SdkBytes.fromByteArray(form.bytes(document))));
        item.put("version", number(op.version()));
        item.put("state", string(op.state().word()));
        item.put("saved_by", string(op.savedBy()));
        Listed listed = Listed.of(op);
        item.put(LISTED, string(json.write(listed)));
        item.put(LIST_PK, string(list(op)));
        item.put(LIST_SK, string(place(listed)));
        if (op.endedAt() != null) {
            item.put("expires_at", number(op.endedAt().plus(KEEP).getEpochSecond()));
        }
        return item;
    }

    /**
     * Where it stands in its list, read from the end: what is live and needs somebody before all else, the oldest of it first, then
     * the newest start. {@link Listed#URGENT_FIRST} says the same.
     */
    private static String place(Listed op) {
        return op.state().ended() || !op.needsSomebody()
                ? sorted(op.createdAt(), op.id())
                : URGENT + "%019d".formatted(Long.MAX_VALUE - op.waitingSince().toEpochMilli()) + "#" + op.id();
    }

    /** An ended operation is listed apart until everything of it is told, so that whoever sweeps finds it. */
    private static String list(Operation op) {
        if (!op.state().ended()) {
            return LIVE;
        }
        return op.outbox().isEmpty() ? ENDED : UNTOLD;
    }

    Map<String, AttributeValue> event(Operation op, LogEntry event) {
        Map<String, AttributeValue> item =
                new HashMap<>(key(OPERATION + op.id(), EVENT_PREFIX + String.format("%08d", event.number())));
        item.put(DOCUMENT, string(json.write(event)));
        item.put("expires_at", number(event.at().plus(KEEP).getEpochSecond()));
        return item;
    }

    Map<String, AttributeValue> lock(Operation op) {
        return pointing(lockKey(op), op);
    }

    Map<String, AttributeValue> execution(Operation op) {
        Map<String, AttributeValue> item = pointing(executionKey(op.owner().executionArn()), op);
        item.put("expires_at", number(op.updatedAt().plus(KEEP).getEpochSecond()));
        return item;
    }

    /**
     * A string attribute that every item of the kind has.
     *
     * @throws LastingFailure when somebody else wrote into the table
     */
    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.s() == null) {
            throw new LastingFailure("The table holds an item without " + name + ": " + item.get(PK)
                    + ". Restore it from the point-in-time backup, by docs/runbook.md, Restoring the store.");
        }
        return value.s();
    }

    /**
     * The document of an item, in whatever form it was written.
     *
     * @throws LastingFailure when there is none, or it is damaged
     */
    static String document(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(DOCUMENT);
        return value != null && value.b() != null ? DocumentForm.text(value.b().asByteArray()) : text(item, DOCUMENT);
    }

    /** An attribute that every item of the kind has, as {@link #text}. */
    static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return string(text(item, name));
    }

    /** The operation of the item that holds its document. */
    static String operationOf(Map<String, AttributeValue> item) {
        return text(item, PK).substring(OPERATION.length());
    }

    static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Map<String, AttributeValue> pointing(Map<String, AttributeValue> key, Operation op) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put(OPERATION_ID, string(op.id()));
        if (op.target().resourceId() != null) {
            item.put("cluster_resource_id", string(op.target().resourceId()));
        }
        return item;
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, string(pk), SK, string(sk));
    }
}
