package io.rdsmaint.aurora.interruption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Step;
import io.rdsmaint.kit.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A time in which nobody accepted writes, as RDS's events tell it.
 *
 * @param instance who became the writer, or who was it and restarted; empty for a switchover
 * @param from when it began; empty when only its end was told
 * @param bound true when it lies somewhere between {@code from} and {@code to}
 */
public record WriteInterruption(Kind kind, String instance, Optional<Instant> from, Instant to, boolean bound, By by) {

    /** The field of a result that lists them. */
    static final String ALL = "write_interruptions";

    /** In the same result: since when RDS's events were read, when that is not the whole operation. */
    static final String SINCE = "write_interruptions_since";

    /** In the same result: why they could not be read. */
    static final String UNREAD = "write_interruptions_unread";

    /** What happened. */
    public enum Kind {
        FAILOVER,
        /** It began, and the writer stayed who it was. */
        FAILED_FAILOVER,
        RESTART,
        RECOVERY,
        CLASS_CHANGE,
        CANCELED_SWITCHOVER
    }

    /** Who brought it about. */
    public enum By {
        /** A call of the operation. */
        OPERATION,
        /** AWS: an event of the same time tells of a failure, a recovery or maintenance. */
        AWS,
        /** Somebody else, or Aurora by itself; events don't tell which. */
        OTHERS
    }

    /** How long it lasted, at most if it is a bound; empty when its beginning was not told. */
    public OptionalLong seconds() {
        return from.isPresent()
                ? OptionalLong.of(Duration.between(from.get(), to).toSeconds())
                : OptionalLong.empty();
    }

    /** Those that an operation's steps have written down, in order; empty when none has looked. */
    public static List<WriteInterruption> told(Operation operation) {
        return results(operation)
                .flatMap(r -> {
                    List<WriteInterruption> all = new ArrayList<>();
                    r.path(ALL).forEach(i -> all.add(read(i)));
                    return all.stream();
                })
                .distinct()
                .toList();
    }

    /** Why they may not be all, as a sentence; empty when they are as complete as events are. */
    public static Optional<String> incomplete(Operation operation) {
        return results(operation)
                .flatMap(r -> Stream.concat(
                        Stream.of(r.path(UNREAD).asText())
                                .filter(t -> !t.isEmpty())
                                .map(t ->
                                        "RDS's events could not be read, so there may have been other write interruptions: "
                                                + t),
                        Stream.of(r.path(SINCE).asText())
                                .filter(t -> !t.isEmpty())
                                .map(t -> "RDS keeps events for 14 days: write interruptions before " + t
                                        + " that this operation did not make are not known.")))
                .findFirst();
    }

    private static Stream<JsonNode> results(Operation operation) {
        return operation.steps().stream().map(Step::result).flatMap(Stream::ofNullable);
    }

    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("instance", instance)
                .put("to", to.toString())
                .put("by", by.name().toLowerCase(Locale.ROOT))
                .put("bound", bound);
        from.ifPresent(at -> json.put("from", at.toString()));
        return json;
    }

    private static WriteInterruption read(JsonNode json) {
        return new WriteInterruption(
                Kind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                json.path("instance").asText(),
                json.has("from") ? Optional.of(Instant.parse(json.path("from").asText())) : Optional.empty(),
                Instant.parse(json.path("to").asText()),
                json.path("bound").asBoolean(),
                By.valueOf(json.path("by").asText().toUpperCase(Locale.ROOT)));
    }
}
