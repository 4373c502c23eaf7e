package io.rdsmaint.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.admin.OutsiderJson;
import io.rdsmaint.simulator.faults.FaultJson;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.protocol.Fields;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** The unsigned requests under {@code /admin}: what a test or a person may see and do beyond the AWS calls. */
final class AdminEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> ROUTES = List.of(
            "GET /admin/state",
            "GET /admin/calls",
            "GET /admin/faults",
            "POST /admin/faults",
            "DELETE /admin/faults",
            "DELETE /admin/faults/{id}",
            "GET /admin/scenarios",
            "POST /admin/scenario",
            "POST /admin/clock",
            "POST /admin/outsider");

    private static final Duration LONGEST_ADVANCE = Duration.ofDays(400);

    private final Simulator simulator;

    AdminEndpoint(Simulator simulator) {
        this.simulator = simulator;
    }

    SimulatorResponse.Answer handle(SimulatorRequest request) {
        try {
            String route = request.method() + " " + request.path();
            return switch (route) {
                case "GET /admin/state" -> answer(200, simulator.state());
                case "GET /admin/calls" -> answer(200, calls());
                case "GET /admin/faults" -> answer(200, faults());
                case "POST /admin/faults" ->
                    answer(
                            201,
                            FaultJson.write(simulator.inject(FaultJson.read(body(request), simulator.actions())), 0));
                case "DELETE /admin/faults" -> {
                    simulator.clearFaults();
                    yield answer(200, faults());
                }
                case "GET /admin/scenarios" -> answer(200, scenarios());
                case "POST /admin/scenario" -> load(body(request));
                case "POST /admin/clock" -> advance(body(request));
                case "POST /admin/outsider" -> {
                    OutsiderJson.perform(simulator.outsider(), body(request));
                    yield answer(200, simulator.state());
                }
                default -> route.startsWith("DELETE /admin/faults/") ? clear(route) : refuse(404, "There is " + ROUTES);
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return refuse(400, String.valueOf(e.getMessage()));
        }
    }

    private SimulatorResponse.Answer clear(String route) {
        String id = route.substring("DELETE /admin/faults/".length());
        return simulator.clearFault(id) ? answer(200, faults()) : refuse(404, "There is no fault " + id);
    }

    private SimulatorResponse.Answer load(JsonNode body) {
        Fields.only(body, List.of("name", "seed"));
        String name = body.path("name").asText();
        Scenario found =
                Scenarios.find(name).orElseThrow(() -> new IllegalArgumentException("name must be one of " + names()));
        simulator.load(body.has("seed") ? found.withSeed(Fields.whole(body, "seed")) : found);
        return answer(200, simulator.state());
    }

    private SimulatorResponse.Answer advance(JsonNode body) {
        if (!(simulator.clock() instanceof VirtualClock clock)) {
            return refuse(409, "The clock runs by itself; only a virtual one can be moved");
        }
        Fields.only(body, List.of("seconds"));
        long seconds = Fields.whole(body, "seconds");
        if (seconds < 0 || seconds > LONGEST_ADVANCE.toSeconds()) {
            throw new IllegalArgumentException(
                    "seconds must be from 0 to " + LONGEST_ADVANCE.toSeconds() + "; no clock runs backwards");
        }
        clock.advance(Duration.ofSeconds(seconds));
        return answer(200, simulator.state());
    }

    private ArrayNode faults() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        simulator.faults().forEach((fault, struck) -> list.add(FaultJson.write(fault, struck)));
        return list;
    }

    private ArrayNode calls() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        simulator.calls().forEach(call -> {
            ObjectNode view = list.addObject();
            view.put("number", call.number()).put("at", call.at().toString());
            view.put("service", call.service()).put("action", call.action());
            view.put("identifier", call.identifier())
                    .put("signed_at", call.signedAt().toString());
            view.put("access_key", call.accessKey()).put("outcome", call.outcome());
            view.set("input", call.input());
        });
        return list;
    }

    private static ArrayNode scenarios() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        names().forEach(list::add);
        return list;
    }

    private static List<String> names() {
        return Scenarios.all().stream().map(Scenario::name).toList();
    }

    private static JsonNode body(SimulatorRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body().text());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    private static SimulatorResponse.Answer refuse(int status, String message) {
        return answer(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private static SimulatorResponse.Answer answer(int status, JsonNode body) {
        try {
            return new SimulatorResponse.Answer(
                    status, Map.of("Content-Type", "application/json"), Body.of(JSON.writeValueAsString(body) + "\n"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
