package io.rdsmaint.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.EngineSignal;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one invocation, and writes what those who run the function need: one JSON line per decision, a line for each
 * trouble on the way, and a line per metric in CloudWatch's embedded metric format. {@code docs/observability.md} has every
 * field. Never the request, which may carry a task token.
 */
public final class Telemetry implements Consumer<EngineSignal> {
    private static final Set<String> TEXTS = Set.of("step_name", "pause_reason");
    private static final List<String> SHOWN = List.of(
            "operation_id",
            "operation_type",
            "operation_state",
            "target",
            "cluster_id",
            "region",
            "step_index",
            "step_count",
            "step_name",
            "step_action",
            "step_state");

    private final Consumer<String> lines;
    private final InstantSource clock;
    private final String namespace;
    private final String requestId;
    private final List<LogEntry> events = new ArrayList<>();
    private final List<Datum> data = new ArrayList<>();
    private EngineSignal.@Nullable Looked look;
    private String action = "none";
    private @Nullable String operationId;
    private @Nullable String executionArn;

    /**
     * @param lines takes each line, without an end of line
     * @param namespace of the metrics: the function's name
     * @param requestId the invocation's
     */
    public Telemetry(Consumer<String> lines, InstantSource clock, String namespace, String requestId) {
        this.lines = lines;
        this.clock = clock;
        this.namespace = namespace;
        this.requestId = requestId;
    }

    /** What the invocation is asked for, once that is known. */
    public void about(String newAction, @Nullable String newOperationId, @Nullable String newExecutionArn) {
        action = newAction;
        operationId = newOperationId;
        executionArn = newExecutionArn;
    }

    @Override
    public void accept(EngineSignal occurrence) {
        data.addAll(Measured.by(occurrence));
        switch (occurrence) {
            case EngineSignal.Saved saved -> events.addAll(saved.events());
            case EngineSignal.Looked looked -> look = looked;
            case EngineSignal.Unsaved unsaved -> {
                ObjectNode line = line("unsaved", "WARN").put("operation_id", unsaved.operationId());
                write(text(line, "error_cause", unsaved.why()));
            }
            case EngineSignal.NotWoken notWoken ->
                write(text(line("not_woken", "WARN"), "error_cause", notWoken.resource() + ": " + notWoken.why()));
            case EngineSignal.Unpublished unpublished -> unpublished(unpublished);
            case EngineSignal.Swept swept -> swept(swept);
            case EngineSignal.Answered ignored -> {}
        }
    }

    private void swept(EngineSignal.Swept swept) {
        swept.operations().stream()
                .filter(one -> Measured.withoutProgress(one, swept.at()))
                .forEach(one -> write(withoutProgress(one)));
        if (swept.left() > 0) {
            write(
                    line("not_swept", "WARN")
                            .put("operations_left", swept.left())
                            .put(
                                    "mend",
                                    "The sweep's time did not suffice: these operations are counted as listed and looked at by the"
                                            + " next sweeps. If this stays so, raise the function's memory, or sweep more often."));
        }
    }

    private ObjectNode withoutProgress(Listed operation) {
        ObjectNode line = line("without_progress", "WARN").put("operation_id", operation.id());
        operation.target().tell(line);
        return line.put("execution_arn", operation.executionArn())
                .put("since", operation.updatedAt().toString());
    }

    private void unpublished(EngineSignal.Unpublished unpublished) {
        ObjectNode line = line("unpublished", "ERROR")
                .put("operation_id", unpublished.operation().id())
                .put("events_waiting", unpublished.operation().outbox().size())
                .put("since", unpublished.operation().updatedAt().toString());
        text(line, "error_cause", unpublished.why());
        write(line.put(
                "mend",
                "Nothing is lost: the events stay with the operation and are sent again with its next call, and it does"
                        + " not end before. See docs/runbook.md, rds-maint-machine-not-published."));
    }

    /** Something that somebody should look at, although nothing failed. */
    public void remark(String what) {
        write(text(line("remark", "WARN"), "observation", what));
    }

    /** A start could not be carried out, though nothing was wrong with the request. */
    public void startFailed(String operationType) {
        data.add(Datum.count(Metric.OPERATIONS, 1, operationType, "failed"));
    }

    /** What was left behind by operations that have ended. What nobody here knows the operation of is not counted: it may be another deployment's. */
    public void residue(List<Leftover> leftovers) {
        List<Leftover> ours =
                leftovers.stream().filter(one -> one.operationState() != null).toList();
        for (Leftover one : ours) {
            ObjectNode line = line("residue", "WARN")
                    .put("operation_id", one.operationId())
                    .put("region", one.region())
                    .put("resource", one.kind() + " " + one.id());
            write(text(line, "mend", one.todo()));
        }
        data.add(Datum.count(Metric.RESIDUE, ours.size()));
    }

    /** They could not be counted. */
    public void residueUnknown(RuntimeException why) {
        write(text(line("residue", "WARN"), "error_cause", String.valueOf(why.getMessage())));
    }

    /**
     * The invocation's decision: writes its line, and the metrics.
     *
     * @param answer what is answered; of a status only that it was asked for is logged
     */
    public void decided(ObjectNode answer, int requestBytes, Duration took) {
        boolean decision = answer.has("next");
        JsonNode error = answer.path("error");
        boolean refused = error.isObject() && answer.path("operation_id").isNull();
        ObjectNode line = line(decision ? "decision" : action, refused ? "WARN" : "INFO");
        put(line, "operation_id", operationId);
        put(line, "execution_arn", executionArn);
        if (decision) {
            SHOWN.stream().filter(answer::hasNonNull).forEach(name -> show(line, name, answer.get(name)));
            looked(line);
            line.put("outcome", outcome(answer, refused));
            put(line, "next", answer.path("next").textValue());
            question(line, answer);
            if (answer.hasNonNull("wait_seconds")) {
                line.set("wait_seconds", answer.get("wait_seconds"));
            }
            if (error.isObject()) {
                line.set("error_code", error.path("code"));
                text(line, "error_cause", error.path("cause").asText());
            }
        }
        logged(line);
        write(line.put("request_bytes", requestBytes).put("duration_ms", took.toMillis()));
        metrics();
    }

    /** The invocation ends in an exception, and is repeated by whoever called. */
    public void failed(Throwable e, Duration took) {
        ObjectNode line = line("failed", "ERROR");
        put(line, "operation_id", operationId);
        put(line, "execution_arn", executionArn);
        looked(line);
        logged(line);
        line.put("error_code", e.getClass().getName());
        text(line, "error_cause", String.valueOf(e.getMessage()));
        write(line.put("duration_ms", took.toMillis()));
        metrics();
    }

    private void looked(ObjectNode line) {
        EngineSignal.Looked seen = look;
        if (seen == null) {
            return;
        }
        line.put("step_index", seen.index());
        text(line, "step_name", seen.step().name());
        line.put("step_action", seen.step().planned().action());
        line.put("step_attempt", seen.step().attempt());
        line.put("step_errors", seen.step().errors());
        text(line, "observation", seen.trouble().orElseGet(() -> observation(seen.outcome())));
    }

    private static String observation(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.result().isEmpty() ? "the step's goal" : "the step's goal: " + done.result();
            case Outcome.Waiting waiting -> waiting.condition();
            case Outcome.Held held -> held.condition();
            case Outcome.Asking asking -> asking.question().observed();
        };
    }

    private String outcome(ObjectNode answer, boolean refused) {
        String next = answer.path("next").asText();
        if (next.equals("ask") || next.equals("hand_over") || refused) {
            return refused ? "refused" : next.equals("ask") ? "asking" : "handing_over";
        }
        EngineSignal.Looked seen = look;
        if (seen != null) {
            boolean done = seen.outcome() instanceof Outcome.Done;
            return done ? "done" : seen.trouble().isPresent() ? "retrying" : "waiting";
        }
        return switch (next) {
            case "step" -> "going_on";
            case "wait" -> "waiting";
            default -> "ended";
        };
    }

    private void question(ObjectNode line, ObjectNode answer) {
        JsonNode question = answer.path("question");
        if (question.isObject()) {
            line.set("question_id", question.path("id"));
            line.set("question_kind", question.path("kind"));
            line.set("question_attempt", question.path("attempt"));
            show(line, "pause_reason", answer.path("pause_reason"));
        }
    }

    /** What was added to the operation's log, and what was done to the world. */
    private void logged(ObjectNode line) {
        if (!events.isEmpty()) {
            ArrayNode types = line.putArray("events");
            events.forEach(event -> types.add(event.type().name().toLowerCase(Locale.ROOT)));
        }
        List<String> changes = events.stream()
                .filter(e -> e.type() == LogEntry.Type.INTENT_SAVED || e.type() == LogEntry.Type.INTENT_CLOSED)
                .map(LogEntry::message)
                .toList();
        if (!changes.isEmpty()) {
            ArrayNode all = line.putArray("changes");
            changes.forEach(change -> all.add(Masked.of(change)));
        }
    }

    private void metrics() {
        data.forEach(datum -> lines.accept(datum.emf(namespace, clock.instant()).toString()));
        data.clear();
    }

    private ObjectNode line(String log, String level) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("log", log)
                .put("level", level)
                .put("time", clock.instant().toString())
                .put("request_id", requestId)
                .put("action", action);
    }

    private void write(ObjectNode line) {
        line.properties().removeIf(field -> field.getValue().isNull());
        lines.accept(line.toString());
    }

    private static void show(ObjectNode line, String name, JsonNode value) {
        if (TEXTS.contains(name)) {
            text(line, name, value.asText());
        } else {
            line.set(name, value);
        }
    }

    private static ObjectNode text(ObjectNode line, String name, String value) {
        return line.put(name, Masked.of(value));
    }

    private static void put(ObjectNode line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }
}
