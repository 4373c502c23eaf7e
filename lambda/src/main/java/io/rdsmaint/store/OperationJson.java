package io.rdsmaint.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.KeptDurations;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.OpenWait;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Options;
import io.rdsmaint.engine.Target;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Operations and events as JSON: snake_case names, lower-case enums, ISO-8601 times and durations. The document carries its
 * format, so that one written by newer code is refused clearly instead of being half understood.
 */
public final class OperationJson {
    /** Of operations that earlier releases can go on with. */
    private static final int FORMAT = 2;

    /** Of operations that say something by which earlier releases would act otherwise, because they don't know it. */
    private static final int NEWEST_FORMAT = 3;

    private static final String FORMAT_FIELD = "format";

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Target.class, StoredTarget.Mixin.class)
            .build();

    private record Document(int format, @JsonUnwrapped Operation operation) {
        static Document of(Operation operation) {
            return new Document(known(operation) ? FORMAT : NEWEST_FORMAT, operation);
        }

        /** The kind of target that documents don't name, which is locked; all steps where it is; calls that settle as usual. */
        private static boolean known(Operation operation) {
            Target target = operation.target();
            return target.kind().equals(Target.UNNAMED_KIND)
                    && !target.shared()
                    && operation.steps().stream()
                            .allMatch(step -> step.planned().place() == null
                                    && Stream.concat(step.lost().stream(), Stream.ofNullable(step.intent()))
                                            .allMatch(intent -> intent.settle() == null));
        }
    }

    /** The operation as a tree, as stored and as shown by {@code status}. */
    public ObjectNode tree(Operation operation) {
        return mapper.valueToTree(Document.of(operation));
    }

    /** The event as a tree. */
    public ObjectNode tree(LogEntry event) {
        return mapper.valueToTree(event);
    }

    /** The operation as text. */
    public String write(Operation operation) {
        return text(Document.of(operation));
    }

    /** The event as text. */
    public String write(LogEntry event) {
        return text(event);
    }

    private String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the engine keeps can't be written: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads an operation.
     *
     * @throws LastingFailure when it was written by newer code or is damaged
     */
    public Operation readOperation(String text) {
        return readOperation(readTree(text));
    }

    /** Reads an operation out of a document that may hold more. */
    Operation readOperation(ObjectNode tree) {
        int format = tree.path(FORMAT_FIELD).asInt(0);
        if (format > NEWEST_FORMAT) {
            throw new LastingFailure("The operation was stored by a newer version of the function (format " + format
                    + ", this one reads up to " + NEWEST_FORMAT
                    + "). Deploy that version again; nothing was changed.");
        }
        return read(format < FORMAT ? upgraded(tree) : tree, Operation.class, "operation");
    }

    /** Format 1 kept the wait timeout with the origin, and neither the options nor since when the owner is the owner. */
    private ObjectNode upgraded(ObjectNode tree) {
        ObjectNode options = mapper.valueToTree(Options.NONE);
        options.set("wait_timeout_seconds", tree.path("origin").path("wait_timeout_seconds"));
        tree.set("options", options);
        tree.withObjectProperty("owner").set("since", tree.path("updated_at"));
        return tree;
    }

    /**
     * Reads an event.
     *
     * @throws LastingFailure when it is damaged
     */
    public LogEntry readEvent(String text) {
        try {
            return readEvent(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new LastingFailure("The stored event can't be read: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads an event out of a document that holds several. */
    LogEntry readEvent(JsonNode tree) {
        return read(tree, LogEntry.class, "event");
    }

    /** The freeze as a tree, as stored and as shown by {@code status}. */
    public ObjectNode tree(Freeze freeze) {
        return mapper.valueToTree(freeze);
    }

    /** The freeze as text. */
    String write(Freeze freeze) {
        return text(freeze);
    }

    /**
     * Reads a freeze.
     *
     * @throws LastingFailure when it is damaged
     */
    Freeze readFreeze(String text) {
        return read(readTree(text), Freeze.class, "freeze");
    }

    /** What lists show of an operation, as text. */
    String write(Listed listed) {
        return text(listed);
    }

    /**
     * Reads what lists show.
     *
     * @throws LastingFailure when it is damaged
     */
    Listed readListed(String text) {
        return read(readTree(text), Listed.class, "list entry");
    }

    /** How long steps of a kind took, as text. */
    String write(KeptDurations durations) {
        return text(durations);
    }

    /**
     * Reads how long steps of a kind took.
     *
     * @throws LastingFailure when it is damaged
     */
    KeptDurations readDurations(String text) {
        return read(readTree(text), KeptDurations.class, "durations");
    }

    /**
     * Reads the wait of an operation's execution as the state machine wrote it.
     *
     * @throws LastingFailure when it is damaged; the message has nothing of it, as a token may be in it
     */
    OpenWait readOpenWait(String operationId, String text) {
        try {
            JsonNode tree = mapper.readTree(text);
            return new OpenWait(
                    operationId,
                    tree.path("execution_arn").asText(),
                    tree.path("token").asText(),
                    Instant.ofEpochSecond(tree.path("expires_at").asLong()));
        } catch (JsonProcessingException e) {
            throw new LastingFailure("The stored wait of operation " + operationId + " can't be read.");
        }
    }

    /** An empty document. */
    ObjectNode object() {
        return mapper.createObjectNode();
    }

    /**
     * Reads a document of any kind.
     *
     * @throws LastingFailure when it is damaged
     */
    ObjectNode readTree(String text) {
        try {
            return mapper.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new LastingFailure("The stored document can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private <T> T read(JsonNode tree, Class<T> type, String what) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (InvalidFormatException e) {
            throw new LastingFailure(
                    "The stored " + what + " holds '" + e.getValue() + "' as "
                            + e.getPathReference().replaceAll("^.*\\[\"|\"]$", "")
                            + ", which this version of the function does not know: a newer version stored it, or it is"
                            + " damaged. Deploy the version that stored it again; nothing was changed.",
                    e);
        } catch (JsonProcessingException e) {
            throw new LastingFailure("The stored " + what + " can't be read: " + e.getOriginalMessage(), e);
        }
    }
}
