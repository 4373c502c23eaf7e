package io.rdsmaint.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.clock.Scheduler;
import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.local.endpoint.Call;
import io.rdsmaint.local.endpoint.Service;
import io.rdsmaint.local.lambda.FunctionRuntime;
import io.rdsmaint.local.lambda.Result;
import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The console at {@code /console/}: its files; its API, which is the function's own on the alias {@code console}, with the identity
 * of whoever sits here; and what only a machine of one's own offers, being somebody else and the speed of time. That no page of
 * another site gets an answer, the endpoint sees to by Host and Origin; the header that requests to the API must have, which no
 * page can send elsewhere without being allowed to, is a second lock.
 */
public final class ConsoleService implements Service {
    private static final String ROOT = "/console/";
    private static final String API = "/console/api/";
    private static final String LOCAL = "/console/local/";

    /** The header that the page sends with each request to the API. */
    private static final String MARK = "X-Rds-Maint-Console";

    private final ConsoleFiles files;
    private final FunctionRuntime function;
    private final Scheduler clock;
    private final Consumer<Scenario> again;
    private volatile Person person = Person.USUAL;

    /**
     * @param again lets everything begin again with a scenario
     */
    public ConsoleService(Path folder, FunctionRuntime function, Scheduler clock, Consumer<Scenario> again) {
        this.again = again;
        this.files = new ConsoleFiles(folder);
        this.function = function;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        String path = call.uri().getRawPath();
        boolean guarded = path.startsWith(API) || path.startsWith(LOCAL);
        if (guarded && call.header(MARK).isEmpty()) {
            return problem(403, "The header " + MARK + " is missing: it tells the page's requests from others'");
        }
        if (path.startsWith(API)) {
            return api(call);
        }
        if (path.startsWith(LOCAL)) {
            return own(path.substring(LOCAL.length()), call);
        }
        return path.startsWith(ROOT)
                ? files.answer(path.substring(ROOT.length()))
                : new Answer(302, Map.of("Location", ROOT), Body.EMPTY);
    }

    private Answer api(Call call) {
        if (person.equals(Person.NOBODY)) {
            return problem(401, "The login has ended");
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        function.invoke("console", event(call), result::complete);
        return switch (result.join()) {
            case Result.Returned(Body payload) -> answer(tree(payload.text()));
            case Result.Failed _ -> problem(500, "Internal Server Error");
            case Result.Refused refused -> problem(503, refused.message());
        };
    }

    private static JsonNode tree(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw new IllegalStateException("the function answered no JSON: " + e.getMessage(), e);
        }
    }

    /** As an HTTP API passes it on, payload format 2.0. */
    private ObjectNode event(Call call) {
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", call.uri().getRawPath())
                .put(
                        "rawQueryString",
                        Optional.ofNullable(call.uri().getRawQuery()).orElse(""));
        ObjectNode headers = event.putObject("headers");
        call.headers().forEach(headers::put);
        ObjectNode context = event.putObject("requestContext");
        context.put("requestId", UUID.randomUUID().toString()).put("stage", "$default");
        context.putObject("http")
                .put("method", call.method())
                .put("path", call.uri().getRawPath())
                .put("sourceIp", "127.0.0.1");
        context.set("authorizer", person.authorizer());
        if (call.body().length() > 0) {
            event.put("body", call.body().text());
        }
        return event.put("isBase64Encoded", false);
    }

    private static Answer answer(JsonNode event) {
        Map<String, String> headers = new HashMap<>();
        event.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Answer(
                event.path("statusCode").asInt(502),
                headers,
                Body.of(event.path("body").asText()));
    }

    /** What there is to set: {@code person}, {@code clock} and the whole {@code world}. */
    private Answer own(String what, Call call) {
        JsonNode asked = call.method().equals("PUT") ? call.json() : Json.object();
        return switch (what) {
            case "person" -> {
                Optional<Person> wanted =
                        asked.has("role") ? Person.of(asked.path("role").asText()) : Optional.of(person);
                wanted.ifPresent(chosen -> person = chosen);
                yield wanted.isEmpty()
                        ? problem(400, "role is viewer, operator, admin, or empty for an ended login")
                        : json(Json.object().put("role", person.role()));
            }
            case "clock" -> clock(asked);
            case "world" -> world(asked);
            default -> problem(404, "There is person, clock and world");
        };
    }

    private Answer world(JsonNode asked) {
        String name = asked.path("scenario").asText();
        Optional<Scenario> wanted = Scenarios.find(name);
        wanted.ifPresent(again);
        return wanted.isEmpty()
                ? problem(400, "There is no scenario '" + name + "'")
                : json(Json.object().put("scenario", name));
    }

    private Answer clock(JsonNode asked) {
        if (!(clock instanceof RealTime time)) {
            return problem(409, "Time is not real here");
        }
        if (asked.has("speed")) {
            double speed = asked.path("speed").asDouble();
            if (!(speed >= 1 && speed <= 100_000)) {
                return problem(400, "speed is a number from 1 to 100000");
            }
            time.speed(speed);
        }
        return json(Json.object().put("speed", time.speed()));
    }

    private static Answer json(ObjectNode body) {
        return new Answer(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                Body.of(Json.write(body)));
    }

    private static Answer problem(int status, String detail) {
        ObjectNode body = Json.object()
                .put("type", "about:blank")
                .put("title", detail)
                .put("status", status)
                .put("code", status == 401 ? "Unauthorized" : "Local")
                .put("detail", detail);
        body.putArray("problems").add(detail);
        return new Answer(
                status,
                Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"),
                Body.of(Json.write(body)));
    }
}
