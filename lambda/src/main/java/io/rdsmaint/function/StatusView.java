package io.rdsmaint.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Event;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.store.OperationJson;
import java.util.List;

/** The answers to {@code status}: one operation whole, with its plan and its log, or the active ones in short. */
final class StatusView {
    private final OperationJson json = new OperationJson();

    ObjectNode one(Operation operation, List<Event> events) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.set("operation", json.tree(operation));
        ArrayNode log = view.putArray("events");
        events.forEach(e -> log.add(json.tree(e)));
        return view;
    }

    ObjectNode active(List<Operation> operations) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode all = view.putArray("operations");
        for (Operation op : operations) {
            all.addObject()
                    .put("operation_id", op.id())
                    .put("operation_type", op.type())
                    .put("operation_state", op.state().word())
                    .put("cluster_id", op.target().clusterId())
                    .put("region", op.target().region())
                    .put("step_index", op.index())
                    .put("step_count", op.steps().size())
                    .put("step_name", op.current().map(s -> s.name()).orElse(null))
                    .put(
                            "wait_condition",
                            op.current().map(s -> s.waitCondition()).orElse(null))
                    .put(
                            "question_id",
                            op.question() == null ? null : op.question().id())
                    .put("execution_arn", op.owner().executionArn())
                    .put("created_at", op.createdAt().toString())
                    .put("updated_at", op.updatedAt().toString());
        }
        return view;
    }
}
