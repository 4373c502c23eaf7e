package io.rdsmaint.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.local.lambda.FunctionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A function that gives the replies of a script, one a call. */
final class Script implements FunctionFactory {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ConcurrentLinkedQueue<Supplier<String>> steps = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
    private final List<String> invokedArns = new CopyOnWriteArrayList<>();

    Script then(JsonNode... replies) {
        for (JsonNode reply : replies) {
            thenText(reply.toString());
        }
        return this;
    }

    Script thenText(String text) {
        steps.add(() -> text);
        return this;
    }

    Script thenThrow(RuntimeException thrown) {
        steps.add(() -> {
            throw thrown;
        });
        return this;
    }

    List<JsonNode> calls() {
        return calls;
    }

    List<String> actions() {
        return calls.stream().map(call -> call.path("action").asText()).toList();
    }

    List<String> invokedArns() {
        return invokedArns;
    }

    @Override
    public RequestStreamHandler create(Map<String, String> environment, InstantSource clock) {
        return this::handle;
    }

    private void handle(InputStream input, OutputStream output, Context context) throws IOException {
        calls.add(mapper.readTree(input));
        invokedArns.add(context.getInvokedFunctionArn());
        Supplier<String> step = steps.poll();
        if (step == null) {
            throw new IllegalStateException("The script is over");
        }
        output.write(step.get().getBytes(StandardCharsets.UTF_8));
    }
}
