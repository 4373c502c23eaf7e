package io.rdsmaint.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Forecast;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Step;
import io.rdsmaint.notification.Excerpt;
import io.rdsmaint.operations.residue.Leftover;
import io.rdsmaint.store.OperationJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers to {@code status}: one operation whole, with its plan and its log; several in short; what was left behind. */
final class StatusView {
    private static final int SHORT = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OperationJson json = new OperationJson();
    private final InstantSource clock;

    StatusView(InstantSource clock) {
        this.clock = clock;
    }

    ObjectNode one(Operation operation, List<Event> events, Optional<Freeze> freeze) {
        ObjectNode view = JSON.objectNode();
        view.set("operation", json.tree(operation));
        view.set("overview", overview(operation));
        view.set("freeze", tree(freeze));
        view.put("now", clock.instant().toString());
        ArrayNode log = view.putArray("events");
        events.forEach(e -> log.add(json.tree(e)));
        return view;
    }

    ObjectNode list(List<Operation> live, List<Operation> ended, Optional<Freeze> freeze) {
        ObjectNode view = JSON.objectNode();
        view.set("operations", overviews(live));
        view.set("recent", overviews(ended));
        view.set("freeze", tree(freeze));
        view.put("now", clock.instant().toString());
        return view;
    }

    ObjectNode history(Request.History asked, List<Operation> live, List<Operation> ended, Optional<Freeze> freeze) {
        List<Operation> ofCluster = live.stream()
                .filter(op -> op.target().clusterId().equals(asked.clusterId())
                        && op.target().region().equals(asked.region()))
                .toList();
        ObjectNode view = list(ofCluster, ended, freeze);
        return view.put("cluster_id", asked.clusterId()).put("region", asked.region());
    }

    ObjectNode residue(List<String> regions, List<Leftover> leftovers) {
        ObjectNode view = JSON.objectNode();
        ArrayNode all = view.putArray("residue");
        for (Leftover one : leftovers) {
            all.addObject()
                    .put("kind", one.kind())
                    .put("id", one.id())
                    .put("cluster_id", one.clusterId())
                    .put("region", one.region())
                    .put("status", one.status())
                    .put("operation_id", one.operationId())
                    .put(
                            "operation_state",
                            one.operationState() == null
                                    ? null
                                    : one.operationState().word())
                    .put("what_to_do", one.todo());
        }
        ArrayNode looked = view.putArray("regions");
        regions.forEach(looked::add);
        return view;
    }

    private ArrayNode overviews(List<Operation> operations) {
        ArrayNode all = JSON.arrayNode();
        operations.forEach(op -> all.add(overview(op)));
        return all;
    }

    private ObjectNode overview(Operation op) {
        Optional<Step> step = op.current();
        @Nullable Question question = op.question();
        return JSON.objectNode()
                .put("operation_id", op.id())
                .put("operation_type", op.type())
                .put("operation_state", op.state().word())
                .put("account", op.target().account())
                .put("cluster_id", op.target().clusterId())
                .put("region", op.target().region())
                .put("step_index", op.index())
                .put("step_count", op.steps().size())
                .put("step_name", step.map(Step::name).orElse(null))
                .put("step_state", step.map(s -> s.state().word()).orElse(null))
                .put("wait_condition", step.map(Step::waitCondition).orElse(null))
                .put("since", since(op).toString())
                .put(
                        "estimated_end",
                        Forecast.end(op, clock.instant()).map(Instant::toString).orElse(null))
                .put("question_id", question == null ? null : question.id())
                .put("question_reason", question == null ? null : Excerpt.of(question.reason(), SHORT))
                .put("execution_arn", op.owner().executionArn())
                .put("requested_by", op.origin().requestedBy())
                .put("reason", op.origin().reason())
                .put("created_at", op.createdAt().toString())
                .put("updated_at", op.updatedAt().toString())
                .put("ended_at", op.endedAt() == null ? null : op.endedAt().toString());
    }

    /** Since when it has been as it is: asking, ended, or at this step. */
    private static Instant since(Operation op) {
        if (op.question() != null) {
            return op.question().askedAt();
        }
        if (op.endedAt() != null) {
            return op.endedAt();
        }
        return op.current().flatMap(s -> Optional.ofNullable(s.attemptAt())).orElseGet(op::updatedAt);
    }

    private @Nullable ObjectNode tree(Optional<Freeze> freeze) {
        return freeze.map(json::tree).orElse(null);
    }
}
