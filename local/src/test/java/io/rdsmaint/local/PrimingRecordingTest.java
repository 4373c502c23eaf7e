package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * What the function primes itself with is a look as it is: the same calls. {@code -Dpriming.write=true} records it anew, of a change of three
 * instances that waits.
 */
class PrimingRecordingTest {
    private static final Path RECORDING = Path.of("../lambda/src/main/resources/io/rdsmaint/function/start/look.json");
    private static final Path MACHINE = Path.of("../statemachine/rds-maint-machine.asl.json");
    private static final List<String> OF_A_DEPLOYMENT =
            List.of("AWS_REGION", "TABLE_NAME", "EVENT_BUS_NAME", "DEPLOYMENT", "ALLOWED_TAG");

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ObjectNode recorded = mapper.createObjectNode();
    private boolean waits;

    @Test
    void itMakesTheCallsOfALook() throws IOException {
        try (Bench bench = Bench.deployed(MACHINE, this::function, Scenarios.multiNode())) {
            bench.start(Deployed.change("demo-multi", "", ""));
            assertThat(bench.time.advanceUntil(() -> waits, Duration.ofHours(1)))
                    .as("the operation waits for AWS")
                    .isTrue();
        }
        if (Boolean.getBoolean("priming.write")) {
            Files.writeString(RECORDING, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(recorded) + "\n");
        }
        assertThat(calls(mapper.readTree(Files.readString(RECORDING))))
                .as("a test run with -Dpriming.write=true records it anew")
                .isEqualTo(calls(recorded))
                .isNotEmpty();
    }

    private static List<String> calls(JsonNode recording) {
        return recording.path("answers").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private RequestStreamHandler function(Map<String, String> environment, InstantSource clock) {
        Answers answers = new Answers();
        RequestStreamHandler real = new DeployedFunction(List.of(answers)).create(environment, clock);
        return (in, out, context) -> {
            byte[] asked = in.readAllBytes();
            answers.byAction.clear();
            Instant at = clock.instant();
            ByteArrayOutputStream answered = new ByteArrayOutputStream();
            real.handleRequest(new ByteArrayInputStream(asked), answered, context);
            out.write(answered.toByteArray());
            ObjectNode request = (ObjectNode) mapper.readTree(asked);
            JsonNode reply = mapper.readTree(answered.toByteArray());
            if (!waits && waitsForAws(request, reply)) {
                record(at, environment, request, answers);
                waits = true;
            }
        };
    }

    private static boolean waitsForAws(JsonNode request, JsonNode reply) {
        return request.path("action").asText().equals("step")
                && reply.path("next").asText().equals("wait")
                && reply.path("step_name").asText().startsWith("Change ")
                && reply.toString().contains("modifying");
    }

    private void record(Instant at, Map<String, String> environment, ObjectNode request, Answers answers) {
        recorded.put("at", at.toString());
        ObjectNode variables = recorded.putObject("environment");
        variables.put("FAMILIES", "aurora");
        OF_A_DEPLOYMENT.forEach(name -> variables.put(name, environment.get(name)));
        recorded.set("request", request);
        ObjectNode all = recorded.putObject("answers");
        answers.byAction.forEach((action, answer) -> all.set(action, answer));
    }

    /** What services answered since the last request, by action. */
    private final class Answers implements ExecutionInterceptor {
        private final Map<String, ObjectNode> byAction = new TreeMap<>();

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            try (InputStream body = context.responseBody().orElseGet(InputStream::nullInputStream)) {
                byte[] bytes = body.readAllBytes();
                byAction.put(
                        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                        mapper.createObjectNode()
                                .put(
                                        "type",
                                        context.httpResponse()
                                                .firstMatchingHeader("Content-Type")
                                                .orElse(""))
                                .put("body", new String(bytes, StandardCharsets.UTF_8)));
                return Optional.of(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
