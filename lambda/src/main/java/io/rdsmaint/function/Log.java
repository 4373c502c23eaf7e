package io.rdsmaint.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** One JSON line per invocation: what was decided, for which operation, in what time. Never the request, which may carry a token. */
final class Log {
    private static final List<String> SHOWN = List.of(
            "operation_id",
            "operation_type",
            "operation_state",
            "cluster_id",
            "next",
            "wait_seconds",
            "step_index",
            "step_name",
            "step_state",
            "wait_condition",
            "pause_reason",
            "error");

    private Log() {}

    static void line(Context context, int requestBytes, ObjectNode answer, Duration took) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("request_id", context.getAwsRequestId());
        SHOWN.stream().filter(answer::hasNonNull).forEach(name -> line.set(name, answer.get(name)));
        line.put("request_bytes", requestBytes);
        line.put("duration_ms", took.toMillis());
        context.getLogger().log(line + "\n");
    }
}
