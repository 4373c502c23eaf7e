package io.rdsmaint.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import java.util.List;
import java.util.stream.Stream;

/** What an object under {@code operations/} holds. */
sealed interface Document {

    /**
     * An operation with all that one save has to keep: one write is one save.
     *
     * @param executions the executions that own it or once did
     */
    record Kept(Operation operation, OperationLog log, List<String> executions) implements Document {
        public Kept {
            executions = List.copyOf(executions);
        }

        /** A new operation. */
        static Kept born(Operation operation, List<LogEntry> events) {
            return new Kept(
                    operation,
                    OperationLog.of(events),
                    List.of(operation.owner().executionArn()));
        }

        /** The next version, after a log that may just have become shorter. */
        Kept next(Operation next, OperationLog before, List<LogEntry> events) {
            String owner = next.owner().executionArn();
            return new Kept(
                    next,
                    before.and(events),
                    executions.contains(owner)
                            ? executions
                            : Stream.concat(executions.stream(), Stream.of(owner))
                                    .toList());
        }

        /** True when a save of just this wrote this document. */
        boolean isSaveOf(Operation saved, List<LogEntry> events, OperationJson json) {
            return json.write(operation).equals(json.write(saved)) && log.endsWith(events, json);
        }

        String write(OperationJson json) {
            ObjectNode tree = json.tree(operation);
            tree.set("log", log.tree(json));
            ArrayNode owners = tree.putArray("executions");
            executions.forEach(owners::add);
            return tree.toString();
        }
    }

    /**
     * Nothing: the operation had taken its cluster's lock but not begun when another one took the lock from it. As long as this
     * stays, it can't begin.
     */
    record Voided() implements Document {
        private static final String FIELD = "void";

        /**
         * The text of a void document that differs from every other one, so that writing it changes the object.
         *
         * @param by the operation that takes the lock
         * @param ticket a text that is never used twice
         */
        static String write(String by, String ticket, OperationJson json) {
            ObjectNode tree = json.object();
            tree.putObject(FIELD).put("overtaken_by", by).put("ticket", ticket);
            return tree.toString();
        }
    }

    /** Reads either. */
    static Document read(String text, OperationJson json) {
        ObjectNode tree = json.readTree(text);
        if (tree.has(Voided.FIELD)) {
            return new Voided();
        }
        return new Kept(
                json.readOperation(tree),
                OperationLog.read(tree.path("log"), json),
                tree.path("executions").valueStream().map(JsonNode::asText).toList());
    }
}
