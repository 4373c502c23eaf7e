package io.rdsmaint.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation's log as its document holds it: the recent events themselves, and the name of the segment that holds the ones
 * before. A segment holds a part of the log that had been saved before it was written, and names the segment before it, so
 * whoever writes it writes the same, and one that no document names is no part of any log.
 *
 * @param earlier key of the newest segment, or null while the document holds the whole log
 */
record OperationLog(@Nullable String earlier, List<LogEntry> recent) {
    /** When the document holds this many events, or this many characters of them, they become a segment. */
    static final int SEGMENT_EVENTS = 64;

    static final int SEGMENT_LENGTH = 64 * 1024;

    private static final String EARLIER = "earlier";
    private static final String EVENTS = "events";

    OperationLog {
        recent = List.copyOf(recent);
    }

    /** The log of an operation that begins with these events. */
    static OperationLog of(List<LogEntry> events) {
        return new OperationLog(null, events);
    }

    static OperationLog read(JsonNode tree, OperationJson json) {
        return new OperationLog(
                tree.path(EARLIER).textValue(),
                tree.path(EVENTS).valueStream().map(json::readEvent).toList());
    }

    /** As it stands in the document, and as the segment that it becomes. */
    ObjectNode tree(OperationJson json) {
        ObjectNode tree = json.object();
        if (earlier != null) {
            tree.put(EARLIER, earlier);
        }
        ArrayNode events = tree.putArray(EVENTS);
        recent.forEach(event -> events.add(json.tree(event)));
        return tree;
    }

    OperationLog and(List<LogEntry> events) {
        return new OperationLog(
                earlier, Stream.concat(recent.stream(), events.stream()).toList());
    }

    /** What the log is once its recent events are in this segment. */
    static OperationLog after(String segment) {
        return new OperationLog(segment, List.of());
    }

    /** The name of the segment that the recent events should become now, if they are many. */
    Optional<String> segment(String operationId, OperationJson json) {
        boolean many = recent.size() >= SEGMENT_EVENTS
                || (!recent.isEmpty() && tree(json).toString().length() >= SEGMENT_LENGTH);
        return many
                ? Optional.of(Keys.segment(
                        operationId,
                        recent.getFirst().number(),
                        recent.getLast().number()))
                : Optional.empty();
    }

    /** True when these events are its newest. */
    boolean endsWith(List<LogEntry> events, OperationJson json) {
        return recent.size() >= events.size()
                && texts(recent.subList(recent.size() - events.size(), recent.size()), json)
                        .equals(texts(events, json));
    }

    /**
     * All events, oldest first.
     *
     * @throws LastingFailure when a segment is missing
     */
    List<LogEntry> whole(S3Objects objects, OperationJson json) {
        List<List<LogEntry>> parts = new ArrayList<>(List.of(recent));
        String next = earlier;
        while (next != null) {
            String key = next;
            S3Objects.Stored segment = objects.get(key)
                    .orElseThrow(() -> new LastingFailure("A part of the operation's log is missing: " + key
                            + ". Restore it from the bucket's versions, by docs/runbook.md, Restoring the store."));
            OperationLog part = read(json.readTree(segment.text()), json);
            parts.addFirst(part.recent());
            next = part.earlier();
        }
        return parts.stream().flatMap(List::stream).toList();
    }

    private static List<String> texts(List<LogEntry> events, OperationJson json) {
        return events.stream().map(json::write).toList();
    }
}
