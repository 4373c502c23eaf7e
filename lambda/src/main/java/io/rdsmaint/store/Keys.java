package io.rdsmaint.store;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Names of the objects in the bucket; the policy and the bucket's lifecycle know their beginnings. */
final class Keys {
    /** One marker for each operation that may be live; whether it is, its document says. */
    static final String LIVE = "live/";

    private static final String OPERATIONS = "operations/";

    private Keys() {}

    /** An operation's document, which decides everything about it. */
    static String operation(String operationId) {
        return OPERATIONS + operationId;
    }

    /** Whether it is the key of such a document. */
    static boolean isDocument(String key) {
        return key.startsWith(OPERATIONS);
    }

    /** The lock on a target, which only points. */
    static String lock(Target target) {
        return "locks/" + target.lockKey();
    }

    /** The part of an operation's log from one event number to another; never written twice with different contents. */
    static String segment(String operationId, long first, long last) {
        return "events/%s/%08d-%08d".formatted(operationId, first, last);
    }

    /** Which operation an execution may own; whether it does or did, the operation's document says. */
    static String execution(String executionArn) {
        return "executions/" + executionArn;
    }

    static String live(String operationId) {
        return LIVE + operationId;
    }

    /** How long steps of a kind took in operations of a type. */
    static String durations(String type, String action) {
        return "durations/" + type + "/" + action;
    }

    /** Where the state machine writes which waits an event about a resource may end, one object per operation. */
    static String wakes(String resource) {
        return "wake/" + resource + "/";
    }

    /** Whether operations are frozen. */
    static final String FREEZE = "control/freeze";

    private static final String HISTORY = "history/";

    /** Where the ended operations of all targets are, newest first. */
    static String history() {
        return HISTORY + "all/";
    }

    /** Where the ended operations of a target are, newest first, by its {@linkplain Target#historyKey key}. */
    static String history(String key) {
        return HISTORY + "on/" + key + "/";
    }

    /** Where the operations that bear a label are, newest first. */
    static String labelled(String label) {
        return "labels/" + URLEncoder.encode(label, StandardCharsets.UTF_8) + "/";
    }

    /** An entry of a history: S3 lists by key, so time counts down in it. */
    static String entry(String history, Operation operation) {
        return entry(history, operation.createdAt(), operation.id());
    }

    /** The same by what it consists of. */
    static String entry(String history, Instant createdAt, String operationId) {
        return history + "%019d".formatted(Long.MAX_VALUE - createdAt.toEpochMilli()) + "/" + operationId;
    }

    /** The operation of an entry. */
    static String ofEntry(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The operation of a marker. */
    static String ofMarker(String key) {
        return key.substring(LIVE.length());
    }
}
