package io.rdsmaint.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.engine.Target;
import io.rdsmaint.notification.Excerpt;
import io.rdsmaint.store.OperationJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers to {@code status}: one operation whole, with its plan and its log; several in short; what was left behind. */
final class StatusView {
    /** Characters of a text in a list: a line or two; chosen. */
    private static final int SHORT = 200;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OperationJson json = new OperationJson();
    private final InstantSource clock;

    private final Catalogue catalogue;
    private final String definitionsBucket;

    /**
     * @param definitionsBucket where people store definitions; empty where nothing reads any
     */
    StatusView(InstantSource clock, Catalogue catalogue, String definitionsBucket) {
        this.clock = clock;
        this.catalogue = catalogue;
        this.definitionsBucket = definitionsBucket;
    }

    /**
     * One operation.
     *
     * @param events of its log, oldest first; the newest are shown, as many as fit into an answer
     */
    ObjectNode one(Operation operation, List<LogEntry> events, Optional<Freeze> freeze) {
        Room room = new Room();
        ObjectNode view = JSON.objectNode();
        view.set("operation", room.whole(json.tree(operation)));
        view.set("overview", overview(Listed.of(operation), freeze));
        view.set("freeze", tree(freeze));
        view.put("now", clock.instant().toString());
        List<JsonNode> shown = events.reversed().stream()
                .map(json::tree)
                .map(Room::entry)
                .filter(room::takes)
                .toList();
        view.putArray("events").addAll(shown.reversed());
        return view.put("left_out", room.leftOut());
    }

    /**
     * Several operations.
     *
     * @param next where the next page begins; empty when this is the last one
     */
    ObjectNode list(List<Listed> live, List<Listed> ended, Optional<Freeze> freeze, Optional<Request.Page> next) {
        Room room = new Room();
        ObjectNode view = JSON.objectNode();
        view.set("operations", overviews(live, freeze, room));
        view.set("recent", overviews(ended, freeze, room));
        view.set("freeze", tree(freeze));
        view.put("now", clock.instant().toString());
        view.put("next_token", next.map(Request.Page::token).orElse(null));
        view.put("definitions_bucket", definitionsBucket.isEmpty() ? null : definitionsBucket);
        return view.put("left_out", room.leftOut());
    }

    ObjectNode history(
            Request.History asked,
            List<Listed> live,
            List<Listed> ended,
            Optional<Freeze> freeze,
            Optional<Request.Page> next) {
        List<Listed> ofTarget = live.stream()
                .filter(op -> op.target().historyKey().equals(asked.key()))
                .toList();
        ObjectNode view = list(ofTarget, ended, freeze, next);
        Target.tell(view, asked.kind(), asked.name());
        return view.put("region", asked.region());
    }

    /** Operations that bear a label: those that are live, and those that have ended. */
    ObjectNode labelled(String label, List<Listed> all, Optional<Freeze> freeze, Optional<Request.Page> next) {
        List<Listed> live = all.stream().filter(op -> !op.state().ended()).toList();
        List<Listed> ended = all.stream().filter(op -> op.state().ended()).toList();
        return list(live, ended, freeze, next).put("label", label);
    }

    ObjectNode residue(List<String> regions, List<Leftover> leftovers) {
        Room room = new Room();
        ObjectNode view = JSON.objectNode();
        ArrayNode all = view.putArray("residue");
        for (Leftover one : leftovers) {
            ObjectNode shown = JSON.objectNode().put("kind", one.kind()).put("id", one.id());
            Target.tell(shown, one.targetKind(), one.belongsTo());
            shown.put("region", one.region())
                    .put("status", one.status())
                    .put("operation_id", one.operationId())
                    .put(
                            "operation_state",
                            one.operationState() == null
                                    ? null
                                    : one.operationState().word())
                    .put("what_to_do", one.todo());
            if (room.takes(shown)) {
                all.add(shown);
            }
        }
        ArrayNode looked = view.putArray("regions");
        regions.forEach(looked::add);
        return view.put("left_out", room.leftOut());
    }

    private ArrayNode overviews(List<Listed> operations, Optional<Freeze> freeze, Room room) {
        ArrayNode all = JSON.arrayNode();
        operations.stream().map(op -> overview(op, freeze)).filter(room::takes).forEach(all::add);
        return all;
    }

    ObjectNode overview(Listed op, Optional<Freeze> freeze) {
        Listed.@Nullable Asked question = op.question();
        StepState state = op.stepState();
        ObjectNode shown = JSON.objectNode()
                .put("operation_id", op.id())
                .put("operation_type", op.type())
                .put("family", catalogue.family(op.type()).map(Family::name).orElse(null))
                .put("operation_state", op.state().word())
                .put("ending", op.ending().name().toLowerCase(Locale.ROOT))
                .put("account", op.target().account());
        op.target().tell(shown);
        return shown.put("region", op.target().region())
                .put("step_index", op.index())
                .put("step_count", op.steps())
                .put("step_name", op.stepName())
                .put("step_state", state == null ? null : state.word())
                .put("wait_condition", shown(op.waitCondition()))
                .put("since", op.since().toString())
                .put(
                        "estimated_end",
                        freeze.isPresent()
                                ? null
                                : op.probableEnd(clock.instant())
                                        .map(Instant::toString)
                                        .orElse(null))
                .put("question_id", question == null ? null : question.id())
                .put("question_reason", shown(question == null ? null : question.reason()))
                .put("execution_arn", op.executionArn())
                .put("stalled", op.stalled())
                .put("requested_by", shown(op.requestedBy()))
                .put("reason", shown(op.reason()))
                .put("label", op.label())
                .put("created_at", op.createdAt().toString())
                .put("updated_at", op.updatedAt().toString())
                .put("ended_at", op.endedAt() == null ? null : op.endedAt().toString());
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Excerpt.of(text, SHORT);
    }

    /** An entry of a log, with its texts cut if it is large. */
    ObjectNode entry(LogEntry entry) {
        return (ObjectNode) Room.entry(json.tree(entry));
    }

    @Nullable
    ObjectNode tree(Optional<Freeze> freeze) {
        return freeze.map(json::tree).orElse(null);
    }
}
