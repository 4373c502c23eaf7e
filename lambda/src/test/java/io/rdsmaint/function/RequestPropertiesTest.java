package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.AnyJson;
import io.rdsmaint.engine.Cases;
import io.rdsmaint.engine.Dice;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.testkit.engine.Families;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whatever the function is called with, it is a request or a refusal that names what is wrong. */
class RequestPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Fields of a start's params with a value that each can't have. */
    private static final Map<String, JsonNode> WRONG = new TreeMap<>(Map.ofEntries(
            Map.entry("type", JSON.numberNode(1)),
            Map.entry("cluster_id", JSON.textNode("9lives")),
            Map.entry("region", JSON.textNode("nowhere")),
            Map.entry("role_arn", JSON.textNode("root")),
            Map.entry("wait_timeout", JSON.numberNode(59)),
            Map.entry("dry_run", JSON.textNode("yes")),
            Map.entry("requested_by", JSON.arrayNode()),
            Map.entry("reason", JSON.objectNode()),
            Map.entry("pause_before", JSON.textNode("Verify")),
            Map.entry("params", JSON.textNode("none")),
            Map.entry("not_before", JSON.textNode("tomorrow")),
            Map.entry("window", JSON.textNode("nights")),
            Map.entry("outside_window", JSON.textNode("panic")),
            Map.entry("guard_alarms", JSON.numberNode(7)),
            Map.entry("watch_minutes", JSON.numberNode(-1)),
            Map.entry("colour", JSON.textNode("blue"))));

    private final RequestParser parser = new RequestParser(
            Settings.from(Map.of(
                    "AWS_REGION", "us-east-1",
                    "TABLE_NAME", "t",
                    "EVENT_BUS_NAME", "default",
                    "DEPLOYMENT", "d",
                    "ALLOWED_CLUSTERS", "*")),
            Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));

    private static final Map<String, Function<Dice, ? extends JsonNode>> FIELDS = fields();

    /** The fields that some action has alone, so that some requests get through. */
    private static final List<Set<String>> FITTING = List.of(
            Set.of("action", "operation_id", "execution_arn"),
            Set.of("action", "operation_id"),
            Set.of("action", "operation_id", "question_id", "response"),
            Set.of("action", "operation_id", "execution_arn", "question_id", "response"));

    private static Map<String, Function<Dice, ? extends JsonNode>> fields() {
        Map<String, Function<Dice, ? extends JsonNode>> params = new LinkedHashMap<>();
        WRONG.forEach((name, wrong) -> params.put(name, dice -> wrong));
        params.put("type", AnyJson.word("instance_cycle"));
        params.put("cluster_id", AnyJson.word("orders"));
        params.put("window", AnyJson.word("always", "sun:02:00-sun:04:00"));
        Map<String, Function<Dice, ? extends JsonNode>> request = new LinkedHashMap<>();
        request.put("action", AnyJson.word("start", "step", "status", "resume"));
        request.put("operation_id", AnyJson.word("op-1"));
        request.put("execution_arn", AnyJson.word("arn:e"));
        request.put("execution_started_at", AnyJson.word("t"));
        request.put("question_id", AnyJson.word("op-1-q1"));
        request.put("params", dice -> AnyJson.nearly(dice, params));
        request.put("response", AnyJson::any);
        request.put("edit", dice -> AnyJson.nearly(dice, params));
        return request;
    }

    private static JsonNode request(Dice dice) {
        return switch (dice.of(1, 2, 3)) {
            case 1 -> AnyJson.any(dice);
            case 2 -> AnyJson.nearly(dice, FIELDS);
            default -> {
                Map<String, Function<Dice, ? extends JsonNode>> some = new LinkedHashMap<>(FIELDS);
                some.keySet().retainAll(dice.of(FITTING));
                yield AnyJson.nearly(dice, some);
            }
        };
    }

    @Test
    void anyJsonIsARequestOrOneRefusal() {
        Cases.each(3_000, RequestPropertiesTest::request, json -> {
            JsonNode before = json.deepCopy();
            try {
                Request request = parser.parse(json);
                assertThat(json.path("action").asText())
                        .isEqualTo(
                                switch (request) {
                                    case Request.Start _ -> "start";
                                    case Request.Step _ -> "step";
                                    case Request.Status _, Request.Listing _, Request.History _, Request.Leftovers _ ->
                                        "status";
                                    case Request.Resume _, Request.Freezing _, Request.Unfreezing _ -> "resume";
                                    case Request.ExecutionEnded _, Request.ResourceChanged _, Request.Sweep _ ->
                                        "never from JSON like this";
                                });
            } catch (InvalidRequest refused) {
                assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(p -> assertThat(p).isNotBlank());
            }
            assertThat(json).isEqualTo(before);
        });
    }

    @Test
    void everyProblemOfAStartIsNamedAtOnce() {
        Cases.each(300, RequestPropertiesTest::wrongFields, wrong -> {
            ObjectNode params = JSON.objectNode().put("type", "instance_cycle").put("cluster_id", "orders");
            wrong.forEach(name -> params.set(name, WRONG.get(name)));
            ObjectNode request = JSON.objectNode()
                    .put("action", "start")
                    .put("execution_arn", "arn:e")
                    .put("execution_started_at", "t");
            request.set("params", params);

            List<String> problems = catchThrowableOfType(InvalidRequest.class, () -> parser.parse(request))
                    .problems();

            assertThat(wrong).allSatisfy(name -> assertThat(problems).anyMatch(p -> p.contains("params." + name)));
            assertThat(problems).hasSameSizeAs(wrong);
        });
    }

    private static Set<String> wrongFields(Dice dice) {
        List<String> all = List.copyOf(WRONG.keySet());
        return new TreeSet<>(dice.list(1, WRONG.size(), () -> dice.of(all)));
    }
}
